"""Snippets of the sample app as drafts of an officer."""

from tests.sample.models import LoanNotice


def make_notice(*, by, division, title="ให้กู้เพื่อซื้อปุ๋ย", **fields) -> LoanNotice:
    """A draft notice with its first revision."""
    notice = LoanNotice(title=title, division=division, authority=division.authority, live=False, **fields)
    notice.save()
    notice.save_revision(user=by)
    return LoanNotice.objects.get(pk=notice.pk)
