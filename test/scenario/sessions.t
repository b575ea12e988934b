# Who signs in with a token of another, an ended or no session gets nothing.
register 业主 procuringEntity A:1
as 业主 GET /api/session -> 200 check /name=业主 check /roles=["procuringEntity"]
as nobody GET /api/session -> 401 UNAUTHENTICATED check /detail~member check /detail~Bearer check /detailZh~请先登录
# a token that never was may as well have ended: the answer says so, of reads and of writes
token 路人 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
as 路人 GET /api/session -> 401 UNAUTHENTICATED check /detail~such
as 路人 POST /api/projects {"code":"P1","name":"x"} -> 401 UNAUTHENTICATED check /detail~such
# a token gives no tokens; who signed in gets one (test/http/limits.c)
as 业主 POST /api/tokens -> 403 DENIED
as nobody POST /api/tokens -> 401 UNAUTHENTICATED
as nobody POST /api/practice/sessions {"person":"01KJNXGE00PS26E5G9K9ASWCVA"} -> 404 NOT_FOUND check /field=/person check /value=01KJNXGE00PS26E5G9K9ASWCVA
as nobody POST /api/practice/sessions {"person":"$person.业主"} -> 201 check /roles/0=procuringEntity
as nobody POST /api/practice/clock {"to":"2020-01-01T00:00:00Z"} -> 422 BAD_FIELD
as nobody POST /api/practice/clock {"to":"2026-03-02T00:00:01Z"} -> 200
# a page says it in both languages
as nobody GET /notices/01KJNXGE00PS26E5G9K9ASWCVA -> 404 words 没有公告：01KJNXGE00PS26E5G9K9ASWCVA words lang="en"
