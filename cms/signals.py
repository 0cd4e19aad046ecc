"""Signals of ours. All are sent inside the transaction of the change.

`publication_changed`: sender is the class of the object; `publication` the row after the change.
`file_text_changed`: sender is `FileText`; `file_text` the row after the change.
`stage_skipped`: sender is `TaskState`; `instance` that of the stage that nobody decides, `user` who submitted.
"""

from django.dispatch import Signal

publication_changed = Signal()
file_text_changed = Signal()
stage_skipped = Signal()
