"""No models but pages yet; the import lets Django find the page models (`disclosures.pages`)."""

import disclosures.pages  # noqa: F401
