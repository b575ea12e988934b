# What an organisation says of itself: by itself alone, every version kept, bank and phone not public.
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 局 supervisor A:6
register 中心 centre A:7
as nobody GET /api/parties/$甲/profile -> 404 NOT_FOUND check /detail~profile
as 甲 GET /api/parties/$甲/profile/history -> 200 check /versions=[] check /names=[]
as nobody POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"深圳市","phone":"0755-1234567"} -> 401 UNAUTHENTICATED
as 乙 POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"深圳市","phone":"0755-1234567"} -> 403 DENIED
as 中心 POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"深圳市","phone":"0755-1234567"} -> 403 DENIED
as 甲 POST /api/parties/01KJNXGE00PS26E5G9K9ASWCVA/profile {"legalRepresentative":"张三","address":"深圳市","phone":"0755-1234567"} -> 404 NOT_FOUND check /field={party}
as 甲 POST /api/parties/$甲/profile {"legalRepresentative":"张三","phone":"0755-1234567"} -> 422 MISSING_FIELD check /field=/address
as 甲 POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"深圳市","phone":"call me"} -> 422 BAD_FIELD check /field=/phone
as 甲 POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"深圳市","phone":"0755-1234567","region":"999999"} -> 422 BAD_FIELD check /field=/region
as 甲 POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"深圳市","phone":"0755-1234567","established":"2026-03-03"} -> 422 BAD_FIELD check /field=/established check /value=2026-03-03
as 甲 POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"深圳市","phone":"0755-1234567","established":"2025-02-29"} -> 422 BAD_FIELD check /field=/established
as 甲 POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"深圳市","phone":"0755-1234567","email":"a@-b@-c"} -> 422 BAD_FIELD check /field=/email
as 甲 POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"深圳市","phone":"0755-1234567","email":"a.b.c"} -> 422 BAD_FIELD check /field=/email
as 甲 POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"深圳市","phone":"0755-1234567","bank":"某银行"} -> 422 MISSING_FIELD check /field=/account
as 甲 POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"深圳市","phone":"0755-1234567","account":"44000012345678"} -> 422 MISSING_FIELD check /field=/bank
as 甲 POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"深圳市","phone":"0755-1234567","bank":"某银行","account":"4400 0012"} -> 422 BAD_FIELD check /field=/account
as 甲 POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"深圳市","phone":"0755-1234567","capital":{"amount":"1.001","currency":"CNY"}} -> 422 BAD_AMOUNT check /field=/capital/amount
as 甲 POST /api/parties/$甲/profile {"name":"甲","legalRepresentative":"张三","address":"深圳市","phone":"0755-1234567"} -> 422 UNKNOWN_FIELD check /field=/name
as 甲 POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"深圳市南山区","region":"510700","capital":{"amount":"50000000.00","currency":"CNY"},"established":"2001-02-03","scope":"房屋建筑工程","phone":"0755-1234567","email":"a@-example.cn","bank":"某银行","account":"44000012345678"} -> 200 check /result/version=1 save /receipt/place=place
as 甲 POST /api/parties/$甲/profile {"legalRepresentative":"张三","address":"深圳市南山区","region":"510700","capital":{"amount":"50000000.00","currency":"CNY"},"established":"2001-02-03","scope":"房屋建筑工程","phone":"0755-1234567","email":"a@-example.cn","bank":"某银行","account":"44000012345678"} -> 409 DUPLICATE
as nobody GET /api/parties/$甲/profile -> 200 check /version=1 check /capital/amount=50000000.00 check /established=2001-02-03 check /region=510700 check /at=@+0 lacks 44000012345678 lacks 某银行 lacks 0755 lacks example.cn
as 乙 GET /api/parties/$甲/profile -> 200 lacks 44000012345678
as 甲 GET /api/parties/$甲/profile -> 200 check /account=44000012345678 check /bank=某银行
as 中心 GET /api/parties/$甲/profile -> 200 check /phone=0755-1234567
as 局 GET /api/parties/$甲/profile -> 200 check /email=a@-example.cn
clock +1d
as 甲 POST /api/parties/$甲/profile {"legalRepresentative":"李四","address":"深圳市南山区","phone":"0755-7654321","reason":"变更法定代表人"} -> 200 check /result/version=2
as nobody GET /api/parties/$甲/profile -> 200 check /legalRepresentative=李四 check /version=2 lacks 0755
as nobody GET /api/parties/$甲/profile/history -> 401 UNAUTHENTICATED
as 乙 GET /api/parties/$甲/profile/history -> 403 DENIED
as 甲 GET /api/parties/$甲/profile/history -> 200 check /versions/0/version=2 check /versions/0/reason=变更法定代表人 check /versions/1/account=44000012345678
as 局 GET /api/parties/$甲/profile/history?before=2 -> 200 check /versions/0/version=1 check /versions/0/legalRepresentative=张三
as 中心 GET /api/parties/$甲/profile/history?before=0 -> 422 BAD_FIELD check /field=?before
# the receipt of it is the party's own
publish
as 甲 GET /api/receipts/$place -> 200 check /entry/kind=party.changed
as 乙 GET /api/receipts/$place -> 404 NOT_FOUND
# a name changes with a reason, the code never
as 乙 POST /api/parties/$甲/names {"name":"甲集团","reason":"改制"} -> 403 DENIED
as 甲 POST /api/parties/$甲/names {"name":"甲集团"} -> 422 MISSING_FIELD check /field=/reason
as 甲 POST /api/parties/$甲/names {"name":"甲","reason":"改制"} -> 422 BAD_FIELD check /field=/name
as 甲 POST /api/parties/$甲/names {"name":"甲集团","reason":"改制","identifier":{"scheme":"CN-USCC","id":"9144030071526726XG"}} -> 422 UNKNOWN_FIELD
as 甲 POST /api/parties/$甲/names {"name":"甲集团","reason":"改制，市场监管部门已核准"} -> 200 check /result/former=甲 save /receipt/place=place
as nobody GET /api/parties/$甲 -> 200 check /name=甲集团 check /identifier/id=914403001922038216
as 局 GET /api/parties/$甲/profile/history -> 200 check /names/0/former=甲 check /names/0/name=甲集团
publish
as 乙 GET /api/receipts/$place -> 200 check /entry/kind=party.renamed
