"""What made-up customers bought: each in a rhythm of its own, with seasons and a few debts."""

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from crmdesk.models.demo.belongings import Made, Rows
from crmdesk.models.demo.seasons import Seasons
from crmdesk.models.demo.talks import Product, products
from crmdesk.models.demo.words import Weighted, country, currency, pick, said

_HOW_MANY = {"customer": (1, 6), "returning": (5, 22), "dormant": (2, 9), "lost": (1, 6)}
_METHODS: dict[str, Weighted[str]] = {
    "CN": Weighted(["transfer", "wechat", "alipay", "cash", "card"], [46, 26, 12, 12, 4]),
    "TW": Weighted(["transfer", "cash", "card"], [70, 20, 10]),
}
_LINES: Weighted[int] = Weighted([1, 2, 3, 4, 5], [42, 26, 17, 9, 6])
_RECENT = 40
"""Days in which an order may still wait for its money."""
_SENT_BACK, _BACK_WITHIN = 0.06, 60
"""How often goods come back, and within how many days after they were bought."""
_SEASONS = ((8, 9), (5, 6), (11, 12))
"""The months of the goods for mid-autumn, the dragon boats and the new year."""
_OFFICE_PEAKS = {3: 1.3, 6: 1.3, 8: 1.2, 9: 1.7, 12: 1.6}
_PRIVATE_PEAKS = {1: 1.6, 6: 1.4, 9: 1.2, 11: 1.7}
"""Offices spend at the end of a quarter, people before festivals and on the sales' days."""


class Orders:
    """Adds a customer's orders, their lines and payments to `rows`.

    `goods` are the ids of the products by name; numbers are given by whoever inserts them.
    """

    def __init__(
        self, rng: random.Random, rows: Rows, seasons: Seasons, goods: Mapping[str, int]
    ) -> None:
        self._rng, self._rows, self._seasons, self._goods = rng, rows, seasons, goods
        self._gifts = dict(zip(said("seasonal").split(), _SEASONS, strict=True))
        self._always = [one for one in products() if one.name not in self._gifts]
        self._cheap = [one for one in self._always if one.price < 600]
        self._seasonal = {
            product.name: product for product in products() if product.name in self._gifts
        }

    def add(self, made: Made, ids: Iterator[int]) -> None:
        """Everything one customer bought in three years."""
        rng = self._rng
        if made.stage not in _HOW_MANY:
            return
        least, most = _HOW_MANY[made.stage]
        count = least + int(rng.random() ** 1.7 * (most - least + 1))
        favourites = [pick(rng, self._cheap) for _ in range(3)]
        bought: tuple[int, dict[str, Any]] | None = None
        for day in sorted(self._day(made) for _ in range(count)):
            if bought and day - bought[0] <= _BACK_WITHIN and rng.random() < _SENT_BACK:
                order_id = next(ids)
                self._order(made, day, [_sent_back(bought[1], order_id)], order_id, back=True)
                bought = None
            else:
                bought = day, self._buy(made, day, favourites, next(ids))

    def _day(self, made: Made) -> int:
        """A working day, likelier in the months in which such customers spend."""
        seasons, rng = self._seasons, self._rng
        last = seasons.last
        if made.stage in ("dormant", "lost"):
            last = max(made.day, last - 200 - int(rng.random() * 200))
        peaks = _OFFICE_PEAKS if made.contacts else _PRIVATE_PEAKS
        day = seasons.draw(rng, made.day, last)
        for _attempt in range(3):
            if rng.random() * 1.7 < peaks.get(seasons.days[day].month, 0.7):
                break
            day = seasons.draw(rng, made.day, last)
        return day

    def _buy(
        self, made: Made, day: int, favourites: Sequence[Product], order_id: int
    ) -> dict[str, Any]:
        """Its first line."""
        rng, month = self._rng, self._seasons.days[day].month
        count = _LINES.draw(rng) if made.contacts else 1 + int(rng.random() ** 2 * 3)
        sold = dict.fromkeys(self._product(favourites, month) for _ in range(count))
        lines = [self._line(made, order_id, product, at) for at, product in enumerate(sold)]
        self._order(made, day, lines, order_id)
        return lines[0]

    def _order(
        self,
        made: Made,
        day: int,
        lines: Sequence[dict[str, Any]],
        order_id: int,
        *,
        back: bool = False,
    ) -> None:
        rng, on = self._rng, self._seasons.days[day]
        amount = sum(line["amount"] for line in lines)
        age = self._seasons.last - day
        self._rows["order_line"] += lines
        self._rows["order"].append(
            {
                "id": order_id,
                "customer_id": made.id,
                "number": "",
                "ordered_on": on,
                "contact_id": made.contacts[0] if made.contacts else None,
                "staff_id": made.owner,
                "status": self._status(age),
                "settled": back,
                "delivery": pick(rng, ("", "", "", *said("delivery").split())),
                "courier": self._courier() if rng.random() < 0.3 else "",
                "currency": currency(),
                "amount": amount,
                "cost": sum(line["cost"] for line in lines),
                "note": said("returned") if back else "",
                "created_at": self._seasons.at(rng, day),
                "delivered_on": self._delivered(on, order_id),
            }
        )
        if not back:
            self._pay(made, order_id, day, amount)

    def _delivered(self, on: date, order_id: int) -> date | None:
        """Some days after the order, where that day has come."""
        day = on + timedelta(days=2 + order_id % 8)
        return day if day <= self._seasons.days[-1] else None

    def _product(self, favourites: Sequence[Product], month: int) -> Product:
        rng = self._rng
        for name, (first, last) in self._gifts.items():
            if first <= month <= last and rng.random() < 0.22:
                return self._seasonal.get(name, favourites[0])
        if rng.random() < 0.6:
            return pick(rng, favourites)
        return pick(rng, self._always if rng.random() < 0.25 else self._cheap)

    def _line(self, made: Made, order_id: int, product: Product, position: int) -> dict[str, Any]:
        rng = self._rng
        most = 3 if product.price >= 600 else 24 if made.contacts else 5
        quantity = 1 + int(rng.random() ** 2 * most)
        price = round(
            product.price * (92 + int(rng.random() * 9))
        )  # 分; up to 8 % less than listed
        amount = price * quantity
        return {
            "customer_id": made.id,
            "order_id": order_id,
            "product_id": self._goods.get(product.name),
            "name": product.name,
            "unit": product.unit,
            "quantity": quantity * 1000,
            "price": price,
            "amount": amount,
            "cost": amount * 68 // 100,
            "position": position,
        }

    def _courier(self) -> str:
        return f"{'' if country() == 'TW' else 'SF'}{self._rng.randrange(10**12):012}"

    def _status(self, age: int) -> str:
        if age > 12:
            return "cancelled" if self._rng.random() < 0.01 else "done"
        return "shipped" if age > 4 else "ordered"

    def _pay(self, made: Made, order_id: int, day: int, amount: int) -> None:
        """Most pay within weeks; some in two parts, and a few old debts are left."""
        rng, seasons = self._rng, self._seasons
        open_still = 0.55 if seasons.last - day < _RECENT else 0.025
        if rng.random() < open_still:
            if rng.random() < 0.4:
                self._payment(made, order_id, day, amount * 3 // 10 // 100 * 100)
            return
        later = min(day + int(rng.random() ** 2 * 30), seasons.last)
        if rng.random() < 0.12:
            first = amount * 3 // 10 // 100 * 100
            self._payment(made, order_id, day, first)
            amount -= first
        self._payment(made, order_id, later, amount)

    def _payment(self, made: Made, order_id: int, day: int, amount: int) -> None:
        if amount <= 0:
            return
        self._rows["payment"].append(
            {
                "customer_id": made.id,
                "order_id": order_id,
                "paid_on": self._seasons.days[day],
                "amount": amount,
                "currency": currency(),
                "method": _METHODS[country()].draw(self._rng),
                "staff_id": made.owner,
                "created_at": self._seasons.at(self._rng, day) + timedelta(minutes=5),
            }
        )


def _sent_back(line: dict[str, Any], order_id: int) -> dict[str, Any]:
    """The goods of that line come back, and their price with them."""
    turned = {name: -line[name] for name in ("quantity", "amount", "cost")}
    return line | turned | {"order_id": order_id, "position": 0}
