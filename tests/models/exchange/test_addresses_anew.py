"""An address of an edited sheet whose whole was changed alone."""

from crmdesk.models.exchange.cleaning.addresses import split_anew
from crmdesk.models.exchange.records.customers import Address


def test_that_addresses_follow_their_whole_and_keep_what_it_cannot_say() -> None:
    old = Address("", "杭州市文三路1号", "中国", "浙江省", "杭州市", "文三路1号", "310012")
    near, far = old._replace(raw="杭州市文二路2号"), old._replace(raw="宁波市首南街道99号")
    assert split_anew((near, old, far), (old, old, old)) == (
        near._replace(street="文二路2号", region="浙江"),
        old,
        far._replace(street="首南街道99号", city="宁波市", region="浙江", postcode=""),
    )
