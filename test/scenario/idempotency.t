# A write repeated under its key is done once and answered the same; another content is refused.
as nobody key k1 POST /api/parties {"name":"甲","contact":"张","identifier":{"scheme":"JP","id":"1"},"roles":["tenderer"]} -> 201 save /result/id=A save /receipt/place=P
as nobody key k1 POST /api/parties {"name":"甲","contact":"张","identifier":{"scheme":"JP","id":"1"},"roles":["tenderer"]} -> 201 check /result/id=$A check /receipt/place=$P
# nobody in particular can take a key away from somebody else
as nobody key k1 POST /api/parties {"name":"乙","contact":"张","identifier":{"scheme":"JP","id":"1"},"roles":["tenderer"]} -> 409 DUPLICATE
as nobody key k1 POST /api/parties {"name":"乙","contact":"张","identifier":{"scheme":"JP","id":"8"},"roles":["tenderer"]} -> 201
register 业主 procuringEntity A:1
as 业主 key k1 POST /api/projects {"code":"2026-01","name":"路"} -> 201 save /result/id=Q
as 业主 key k1 POST /api/projects {"code":"2026-01","name":"路"} -> 201 check /result/id=$Q
as 业主 key k1 POST /api/projects {"code":"2026-02","name":"路"} -> 422 KEY_REUSED
as nobody key k2 POST /api/parties {"name":"甲","contact":"张","identifier":{"scheme":"JP","id":"1"},"roles":["tenderer"]} -> 409 DUPLICATE
# a refusal is not kept: the same key may succeed later
as nobody key k2 POST /api/parties {"name":"甲","contact":"张","identifier":{"scheme":"JP","id":"2"},"roles":["tenderer"]} -> 201
clock +4d
as nobody key k1 POST /api/parties {"name":"乙","contact":"张","identifier":{"scheme":"JP","id":"3"},"roles":["tenderer"]} -> 201
