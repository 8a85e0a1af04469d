"""The goods an office sells: found as one types, made as they are first sold."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmdesk.models.derived.hanzi import initials, normalise
from crmdesk.models.schema import Order, OrderLine, Product

FOUND = 12
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product; `price` is the list price of one unit in minor units (分), None unknown."""

    id: int
    name: str
    spec: str
    unit: str
    price: int | None
    cost: int | None


def load_products(session: Session) -> list[ProductRow]:
    """Those still sold, what was sold most first."""
    sold = func.count(OrderLine.id)
    query = (
        select(
            Product.id, Product.name, Product.spec, Product.unit, Product.price, Product.cost
        )
        .outerjoin(OrderLine, OrderLine.product_id == Product.id)
        .where(Product.active)
        .group_by(Product.id)
        .order_by(sold.desc(), Product.name, Product.spec)
    )  # fmt: skip
    return [ProductRow(*row) for row in session.execute(query)]


def match_products(products: Iterable[ProductRow], typed: str) -> list[ProductRow]:
    """Those whose name or spec holds every word typed (简 or 繁), or begins so in pinyin."""
    words = normalise(typed).split()
    found = []
    for product in products:
        shown = normalise(f"{product.name} {product.spec}")
        letters = initials(product.name, person=False)
        if all(word in shown or letters.startswith(word) for word in words):
            found.append(product)
            if len(found) == FOUND:
                break
    return found


def last_price(session: Session, customer_id: int, product_id: int) -> int | None:
    """What this customer last paid for one unit, else the list price."""
    query = (
        select(OrderLine.price)
        .join(Order, Order.id == OrderLine.order_id)
        .where(
            Order.customer_id == customer_id,
            OrderLine.product_id == product_id,
            OrderLine.quantity > 0,
            OrderLine.price.is_not(None),
        )
        .order_by(Order.ordered_on.desc(), Order.id.desc())
        .limit(1)
    )
    own = session.scalar(query)
    return own if own is not None else session.get_one(Product, product_id).price


def product_ids(
    session: Session, wanted: Iterable[tuple[_Key, str, int | None]]
) -> dict[_Key, int]:
    """The id of each (name, spec), with unit and price for one that is new: it is made."""
    asked: dict[_Key, tuple[str, int | None]] = {}
    for key, unit, price in wanted:
        if key[0]:
            asked.setdefault(key, (unit, price))
    names = sorted({name for name, _ in asked})
    found: dict[_Key, int] = {}
    for start in range(0, len(names), 500):
        part = Product.name.in_(names[start : start + 500])
        for row in session.execute(select(Product.id, Product.name, Product.spec).where(part)):
            found[row.name, row.spec] = row.id
    made = [
        Product(name=name, spec=spec, unit=unit, price=price)
        for (name, spec), (unit, price) in asked.items()
        if (name, spec) not in found
    ]
    session.add_all(made)
    session.flush()
    return {key: found[key] for key in asked if key in found} | {
        (product.name, product.spec): product.id for product in made
    }


def delete_product(session: Session, product_id: int) -> None:
    """Take a product from the list; what was sold keeps its name."""
    for line in session.scalars(select(OrderLine).where(OrderLine.product_id == product_id)):
        line.product_id = None
    session.flush()
    session.delete(session.get_one(Product, product_id))
