from wagtail.snippets.models import register_snippet

from tests.sample.notices import LoanNotice, LoanNoticeViewSet

register_snippet(LoanNotice, viewset=LoanNoticeViewSet)
