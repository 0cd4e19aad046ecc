"""What earlier versions knew from revisions and users: contributors, approvers' names, editions of ended records."""

from django.db import migrations

EVER_ENDED = ("withdrawn", "expired")


def name_approvers(apps, schema_editor):
    publications = apps.get_model("cms", "Publication")
    for user in apps.get_model("cms", "User").objects.filter(approved__isnull=False).distinct():
        name = f"{user.first_name} {user.last_name}".strip() or user.username
        publications.objects.filter(approved_by=user).update(approved_name=name)


def return_suspended_to_live(apps, schema_editor):
    apps.get_model("cms", "Publication").objects.filter(stage="suspended").update(stage_before="live")


def end_editions_of_ended_records(apps, schema_editor):
    """A record that was withdrawn or has expired takes its older editions with it."""
    publications = apps.get_model("cms", "Publication").objects
    for older in publications.filter(stage="superseded").iterator():
        same = publications.filter(content_type=older.content_type_id, object_id=older.object_id)
        latest = same.filter(live_from__isnull=False).order_by("-number").first()
        if latest.stage in EVER_ENDED:
            ended = {"ended_at": latest.ended_at, "ended_by": latest.ended_by_id, "end_reason": latest.end_reason}
            publications.filter(pk=older.pk).update(stage=latest.stage, **ended)


def limit_requests_to_older_editions(apps, schema_editor):
    takedowns = apps.get_model("cms", "Takedown").objects
    takedowns.filter(publication__stage="superseded").update(extent="edition")


def collect_contributors(apps, schema_editor):
    """Who saved a revision or submitted a draft, with the first later publication that was not cancelled."""
    contributors, found = apps.get_model("cms", "DraftContributor"), {}
    published = {}
    for publication in apps.get_model("cms", "Publication").objects.exclude(stage="cancelled").order_by("number"):
        key = publication.content_type_id, publication.object_id
        published.setdefault(key, []).append((publication.revision_id, publication.pk))

    def note(content_type, object_id, user, revision, **times):
        later = (pk for last, pk in published.get((content_type, object_id), ()) if revision <= last)
        key = content_type, object_id, user, next(later, None)
        found.setdefault(key, {}).update(times)

    revisions = apps.get_model("wagtailcore", "Revision").objects.filter(user__isnull=False).order_by("pk")
    for row in revisions.values_list("base_content_type", "object_id", "user", "pk", "created_at").iterator():
        note(*row[:4], edited_at=row[4])
    submissions = apps.get_model("wagtailcore", "TaskState").objects.order_by("pk")
    submissions = submissions.filter(workflow_state__requested_by__isnull=False)
    for content_type, object_id, user, revision, at in submissions.values_list(
        "workflow_state__base_content_type",
        "workflow_state__object_id",
        "workflow_state__requested_by",
        "revision",
        "started_at",
    ).iterator():
        note(content_type, object_id, user, revision, submitted_at=at)
    contributors.objects.bulk_create(
        contributors(content_type_id=key[0], object_id=key[1], user_id=key[2], publication_id=key[3], **times)
        for key, times in found.items()
    )


class Migration(migrations.Migration):
    dependencies = [("cms", "0005_contributors_and_editions")]

    operations = [
        migrations.RunPython(step, migrations.RunPython.noop)
        for step in (
            name_approvers,
            return_suspended_to_live,
            limit_requests_to_older_editions,
            end_editions_of_ended_records,
            collect_contributors,
        )
    ]
