# A draft is its party's: versions, two who write at once, nobody else.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
as nobody GET /api/drafts -> 401 UNAUTHENTICATED
as 业主 GET /api/drafts -> 200 check /drafts=[]
as 业主 GET /api/drafts/intake -> 404 NOT_FOUND
as 业主 PUT /api/drafts/intake {"base":0,"body":"{\"title\":\"一\"}"} -> 200 check /version=1
# another window began before that save: refused, and told who saved
as 业主 PUT /api/drafts/intake {"base":0,"body":"{}"} -> 409 STALE check /detail~version
as 业主 PUT /api/drafts/intake {"base":1,"body":"{\"title\":\"二\"}"} -> 200 check /version=2
as 业主 GET /api/drafts/intake -> 200 check /version=2 check /body~二 check /versions/1/version=1
as 业主 GET /api/drafts/intake?version=1 -> 200 check /version=1 check /body~一
as 业主 GET /api/drafts/intake?version=3 -> 404 NOT_FOUND
as 业主 PUT /api/drafts/a%2Fb {"base":0,"body":"x"} -> 422 BAD_FIELD
as 业主 PUT /api/drafts/a_b {"base":0,"body":"x"} -> 422 BAD_FIELD check /field={name}
as 业主 PUT /api/drafts/intake {"base":2} -> 422 MISSING_FIELD check /field=/body
as 甲 GET /api/drafts/intake -> 404 NOT_FOUND
as 甲 GET /api/drafts -> 200 check /drafts=[]
as 业主 GET /api/drafts -> 200 check /drafts/0/version=2
as 业主 DELETE /api/drafts/intake -> 200
as 业主 GET /api/drafts -> 200 check /drafts=[]
# what nobody saved for ninety days is thrown away
as 业主 PUT /api/drafts/old {"base":0,"body":"x"} -> 200
clock +91d
as 业主 GET /api/drafts -> 200 check /drafts=[]
