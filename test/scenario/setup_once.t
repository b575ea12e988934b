# Once is not twice: it is tendered again, unless a second tender fails as well (30号令 第三十八条).
as 业主 POST /api/lots/$L/untendering {"reason":"不再招标","approver":"绵阳市发展和改革委员会","number":"绵发改〔2026〕88号"} -> 422 LAW_BOUND check /rule~第三十八条
as nobody GET /api/notices?type=untendered -> 200 check /notices=[]
