"""Signals for receivers in other apps. Both are sent inside the transaction of the change.

`publication_changed`: sender is the class of the object; `publication` the row after the change.
`file_text_changed`: sender is `FileText`; `file_text` the row after the change.
"""

from django.dispatch import Signal

publication_changed = Signal()
file_text_changed = Signal()
