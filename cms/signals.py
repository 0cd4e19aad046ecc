"""What other apps may listen to. Both are sent inside the transaction that changed the state.

`publication_changed`: sender = class of the object; `publication` = the row as it stands now.
`file_text_changed`: sender = FileText; `file_text` = the row as it stands now.
"""

from django.dispatch import Signal

publication_changed = Signal()
file_text_changed = Signal()
