# Notices found by words and filters, newest first, and how many each filter would find.
include setup_tender.t
as nobody GET /api/notices/counts -> 200 check /total=1 check /complete=true check /types/0/value=announcement check /types/0/count=1 check /kinds/0/value=works-lowest-price lacks regions":[{
as nobody GET /api/law/regions -> 200 check /regions/0/code=150000 check /regions/0/in=null check /regions/1/in=内蒙古自治区
# a region is told with the project, or not at all
as 业主 POST /api/projects {"code":"2","name":"二","region":"51070"} -> 422 BAD_FIELD check /field=/region
as 业主 POST /api/projects {"code":"2","name":"二","region":"519900"} -> 422 BAD_FIELD check /field=/region check /detail~GB/T
as 业主 POST /api/projects {"code":"2","name":"二","region":"51070x"} -> 422 BAD_FIELD check /field=/region
# a county is its prefecture
as 业主 POST /api/projects {"code":"2","name":"桥","region":"510722"} -> 201 save /result/id=P2
as 业主 POST /api/projects {"code":"3","name":"路","region":"510000"} -> 201 save /result/id=P3
as 业主 POST /api/projects {"code":"4","name":"城","region":"659001"} -> 201 save /result/id=P4
clock +2d
as 业主 POST /api/tenders {"project":"$P2","kind":"works-lowest-price","title":"绵阳市小型水库","mandatory":false,"stateControlled":false,"funding":"private","qualification":"after","method":"open","organisation":"self","lots":[{"title":"学习中心一标段"}]} -> 201 save /result/id=T2 save /result/lots/0=L2
as 业主 POST /api/tenders/$T2/announcement {"text":"……","deadline":"@+20d","windowMinutes":30} -> 200
as 业主 POST /api/tenders/$T2/confirmation -> 200
as 业主 POST /api/tenders/$T2/publication -> 200 save /result/notice=N2
as nobody GET /api/notices/$N2 -> 200 check /body/region=510700
clock +1d
as 业主 POST /api/lots/$L2/cancellation {"reason":"资金未落实"} -> 200
as 业主 POST /api/tenders {"project":"$P3","kind":"foreign-works-japan","title":"四川省 Road No. 31，桥","mandatory":false,"stateControlled":false,"funding":"private","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一","ceiling":{"amount":"1","currency":"JPY"}}]} -> 201 save /result/id=T3
as 业主 POST /api/tenders/$T3/announcement {"text":"……","deadline":"@+40d","windowMinutes":30} -> 200
as 业主 POST /api/tenders/$T3/confirmation -> 200
as 业主 POST /api/tenders/$T3/publication -> 200 save /result/notice=N3
as 业主 POST /api/tenders {"project":"$P4","kind":"works-lowest-price","title":"石河子市小学","mandatory":false,"stateControlled":false,"funding":"private","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一"}]} -> 201 save /result/id=T4
as 业主 POST /api/tenders/$T4/announcement {"text":"……","deadline":"@+20d","windowMinutes":30} -> 200
as 业主 POST /api/tenders/$T4/confirmation -> 200
as 业主 POST /api/tenders/$T4/publication -> 200 save /result/notice=N4
# five: an announcement of 03-02, one of 03-04, a cancellation and two announcements of 03-05
as nobody GET /api/notices -> 200 check /notices/0/id=$N4 check /notices/4/tender=$T
# 小学 is not found where 小 and 学 stand apart, in one title or in two
as nobody GET /api/notices?q=小学 -> 200 check /notices/0/id=$N4 check /notices/1/tender=$T lacks $T2
as nobody GET /api/notices?q=学习 -> 200 check /notices/0/type=cancelled lacks announcement
as nobody GET /api/notices?q=31桥 -> 200 check /notices/0/id=$N3 lacks $T2
as nobody GET /api/notices?q=庫 -> 200 check /notices=[]
as nobody GET /api/notices?q=小学%20ROAD -> 200 check /notices=[]
as nobody GET /api/notices?q=，= -> 200 check /notices=[]
as nobody GET /api/notices/counts?q=，= -> 200 check /total=0 check /complete=true
# each filter
as nobody GET /api/notices?type=cancelled -> 200 check /notices/0/lot=$L2 lacks announcement
as nobody GET /api/notices?kind=foreign-works-japan -> 200 check /notices/0/id=$N3 lacks $T2
as nobody GET /api/notices?region=510700 -> 200 check /notices/0/type=cancelled check /notices/1/id=$N2 lacks $T3
as nobody GET /api/notices?region=510000 -> 200 check /notices/0/id=$N3 check /notices/2/id=$N2 lacks $T4
as nobody GET /api/notices?region=660000 -> 200 check /notices/0/id=$N4 lacks $T2
as nobody GET /api/notices?region=150000 -> 200 check /notices=[]
as nobody GET /api/notices?from=2026-03-04&to=2026-03-04 -> 200 check /notices/0/id=$N2 lacks before lacks $T3
as nobody GET /api/notices?from=2026-03-05 -> 200 check /notices/2/type=cancelled lacks $N2
as nobody GET /api/notices?to=2026-03-03 -> 200 check /notices/0/tender=$T lacks $T2
as nobody GET /api/notices?from=2026-03-06 -> 200 check /notices=[]
as nobody GET /api/notices?tender=$T2&from=2026-03-05 -> 200 check /notices/0/type=cancelled lacks announcement
# the last days, by the Beijing date of the clock; days that are named hold against them
as nobody GET /api/notices?days=1 -> 200 check /notices/2/type=cancelled lacks $N2
as nobody GET /api/notices?days=3 -> 200 check /notices/3/id=$N2 lacks /notices/4
as nobody GET /api/notices/counts?days=3 -> 200 check /total=4
as nobody GET /api/notices/counts?days=10 -> 200 check /total=5
as nobody GET /api/notices/counts?days=90&to=2026-03-03 -> 200 check /total=1
as nobody GET /api/notices?days=7 -> 422 BAD_FIELD check /field=?days check /detail~90
# together
as nobody GET /api/notices?q=小&region=510000&type=announcement -> 200 check /notices/0/id=$N2 lacks $T3 lacks cancelled
as nobody GET /api/notices?kind=works-lowest-price&type=announcement&region=510700&from=2026-03-01&to=2026-03-31 -> 200 check /notices/0/id=$N2 lacks cancelled
as nobody GET /api/notices?q=小学&kind=foreign-works-japan -> 200 check /notices=[]
as nobody GET /api/notices?q=&type=&kind=&region=&from=&to= -> 200 check /notices/0/id=$N4 check /notices/4/tender=$T
# page by page
as nobody GET /api/notices?region=510000&limit=2 -> 200 check /notices/0/id=$N3 check /notices/1/type=cancelled save /before=B lacks $N2
as nobody GET /api/notices?region=510000&limit=2&before=$B -> 200 check /notices/0/id=$N2 lacks before lacks cancelled
as nobody GET /api/notices?limit=3&to=2026-03-05 -> 200 save /before=B check /notices/2/type=cancelled
as nobody GET /api/notices?limit=3&to=2026-03-05&before=$B -> 200 check /notices/1/tender=$T lacks before
# the numbers: each as if the others stood and this one were chosen anew
as nobody GET /api/notices/counts -> 200 check /total=5 check /types/0/count=4 check /types/1/value=cancelled check /types/1/count=1 check /kinds/0/count=1 check /kinds/1/count=4 check /regions/0/value=510000 check /regions/0/count=3 check /regions/0/title=四川省 check /regions/1/value=660000 check /regions/1/count=1
as nobody GET /api/notices/counts?region=510700 -> 200 check /total=2 check /types/0/count=1 check /types/1/count=1 check /regions/0/value=510700 check /regions/0/count=2 lacks 510000 lacks japan
as nobody GET /api/notices/counts?region=510000&type=announcement -> 200 check /total=2 check /types/0/count=2 check /types/1/count=1 check /regions/0/count=1
as nobody GET /api/notices/counts?type=cancelled -> 200 check /total=1 check /types/0/count=4 check /kinds/0/value=works-lowest-price check /regions/0/count=1 lacks 660000
as nobody GET /api/notices/counts?from=2026-03-05&to=2026-03-05 -> 200 check /total=3 check /types/0/count=2
as nobody GET /api/notices/counts?from=2026-03-03&kind=works-lowest-price -> 200 check /total=3
as nobody GET /api/notices/counts?q=小学 -> 200 check /total=2 check /complete=true check /regions/0/value=660000 check /regions/0/count=1
as nobody GET /api/notices/counts?q=小&region=510700&type=cancelled -> 200 check /total=1 check /types/0/count=1 check /types/1/count=1
as nobody GET /api/notices/counts?q=小&to=2026-03-04 -> 200 check /total=2
# what is wrong is named with its rule
as nobody GET /api/notices?type=nonsense -> 422 BAD_FIELD check /field=?type check /detail~announcement
as nobody GET /api/notices?kind=nonsense -> 422 BAD_FIELD check /field=?kind check /detail~/api/kinds
as nobody GET /api/notices?region=999999 -> 422 BAD_FIELD check /field=?region check /detail~GB/T
as nobody GET /api/notices?region=5107 -> 422 BAD_FIELD check /field=?region
as nobody GET /api/notices?from=2026-02-30 -> 422 BAD_FIELD check /field=?from
as nobody GET /api/notices?from=1969-12-31 -> 422 BAD_FIELD check /field=?from check /detail~1970
as nobody GET /api/notices?from=2026-03-05&to=2026-03-04 -> 422 BAD_FIELD check /field=?to check /detail~2026-03-05
as nobody GET /api/notices?limit=0 -> 422 BAD_FIELD check /field=?limit
as nobody GET /api/notices?before=x -> 422 BAD_FIELD check /field=?before
as nobody GET /api/notices/counts?region=5107 -> 422 BAD_FIELD check /field=?region
as nobody GET /api/notices/counts?tender=$T -> 422 BAD_FIELD check /field=?tender
as nobody GET /?type=nonsense -> 422
# the page says the same
as nobody GET /?region=510700 -> 200
# a title is found by its very end, however long it is
as 业主 POST /api/tenders {"project":"$P2","kind":"works-lowest-price","title":"天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光果珍李柰菜重芥姜","mandatory":false,"stateControlled":false,"funding":"private","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一"}]} -> 201 save /result/id=T5
as 业主 POST /api/tenders/$T5/announcement {"text":"……","deadline":"@+20d","windowMinutes":30} -> 200
as 业主 POST /api/tenders/$T5/confirmation -> 200
as 业主 POST /api/tenders/$T5/publication -> 200
as nobody GET /api/notices?q=芥姜 -> 200 check /notices/0/tender=$T5
as nobody GET /api/notices?q=天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨 -> 200 check /notices/0/tender=$T5
as nobody GET /api/notices?q=天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致风 -> 200 check /notices=[]
