# A write repeated under its key is done once and answered the same; another content is refused.
as nobody key k1 POST /api/parties {"name":"甲","contact":"张","identifier":{"scheme":"JP","id":"1"},"roles":["tenderer"]} -> 201 save /result/id=A save /receipt/place=P
as nobody key k1 POST /api/parties {"name":"甲","contact":"张","identifier":{"scheme":"JP","id":"1"},"roles":["tenderer"]} -> 201 check /result/id=$A check /receipt/place=$P
as nobody key k1 POST /api/parties {"name":"乙","contact":"张","identifier":{"scheme":"JP","id":"1"},"roles":["tenderer"]} -> 422 KEY_REUSED
as nobody key k2 POST /api/parties {"name":"甲","contact":"张","identifier":{"scheme":"JP","id":"1"},"roles":["tenderer"]} -> 409 DUPLICATE
# a refusal is not kept: the same key may succeed later
as nobody key k2 POST /api/parties {"name":"甲","contact":"张","identifier":{"scheme":"JP","id":"2"},"roles":["tenderer"]} -> 201
clock +4d
as nobody key k1 POST /api/parties {"name":"乙","contact":"张","identifier":{"scheme":"JP","id":"3"},"roles":["tenderer"]} -> 201
