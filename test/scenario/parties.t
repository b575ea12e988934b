# The centre finds whom it is about, by name or code; others are not told who is registered.
register 甲 tenderer 914403001922038216
clock +1
register 甲二 tenderer,procuringEntity A:2
clock +1
register 局 supervisor A:6
clock +1
register 中心 centre B:7
as 中心 GET /api/parties -> 200 check /before=null check /parties/0/id=$中心 check /parties/1/id=$局 check /parties/3/id=$甲 check /parties/3/identifier/id=914403001922038216 check /parties/3/roles/0=tenderer
# of its name or its code, in either case
as 中心 GET /api/parties?q=%E7%94%B2 -> 200 check /parties/0/id=$甲二 check /parties/1/id=$甲 lacks $局
as 中心 GET /api/parties?q=b%3A7 -> 200 check /parties/0/name=中心 lacks $甲
as 中心 GET /api/parties?q=1922038216 -> 200 check /parties/0/id=$甲 lacks $甲二
# a sign of the pattern is a sign
as 中心 GET /api/parties?q=%25 -> 200 check /parties=[]
as 中心 GET /api/parties?before=$甲二 -> 200 check /parties/0/id=$甲 lacks $局
as 局 GET /api/parties -> 403 DENIED
as 甲 GET /api/parties -> 403 DENIED
as nobody GET /api/parties -> 401 UNAUTHENTICATED
