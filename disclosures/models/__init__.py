"""No tables beside the pages yet; Django finds those (`disclosures.pages`) by this line."""

import disclosures.pages  # noqa: F401
