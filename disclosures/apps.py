from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    name = "disclosures"
    verbose_name = "งานเปิดเผยข้อมูล"

    def import_models(self) -> None:
        """Its models are pages."""
        super().import_models()
        from disclosures import pages  # noqa: F401  # registers its models
