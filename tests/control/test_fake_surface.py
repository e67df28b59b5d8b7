from livenode.control.fake_surface import FakeSurface
from tests.surface_contract import check_surface


def test_fake_surface_keeps_the_contract():
    surface = FakeSurface()
    check_surface(surface, surface.run_bar)
