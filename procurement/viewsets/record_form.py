"""The form of a procurement record: that of every draft, and a bidder that becomes a winner when it is saved."""

from typing import Any

from django import forms

from cms.viewsets.snippets import DraftForm
from procurement.models import ProcurementRecord, Winner


class RecordForm(DraftForm):
    """`winner_from` is the name of a bidder; browsers with scripts copy the row themselves and do not post it."""

    winner_from = forms.CharField(required=False, max_length=250)

    def save(self, commit: bool = True) -> ProcurementRecord:
        """As that of every draft; a bidder that was named and is no winner yet becomes one at its price."""
        draft: Any = super().save(commit=commit)
        name = self.cleaned_data.get("winner_from", "")
        bidder = next((each for each in draft.bidders.all() if name and each.name == name), None)
        won = {(each.name, each.tax_id) for each in draft.winners.all()}
        if bidder is not None and bidder.price is not None and (bidder.name, bidder.tax_id) not in won:
            draft.winners.add(Winner(name=bidder.name, tax_id=bidder.tax_id, price=bidder.price, sort_order=len(won)))
            if commit and not draft.live:
                draft.winners.commit()
        return draft
