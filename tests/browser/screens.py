"""Looking at many screens, at the widths of a phone and of a desk."""

PHONE, DESK = 390, 1280


def faults_of(page, base, screens, checks, photograph, scheme) -> list[str]:
    """What the checks find wrong with each screen (name: address) at both widths; each is photographed."""
    found = []
    for name, address in screens.items():
        page.goto(f"{base}{address}")
        for width in (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": 900})
            photograph(page, f"{name}-{width}-{scheme}")
            found += [f"{name} {width}: {fault}" for check in checks for fault in check(page)]
    return found
