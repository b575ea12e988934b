# The committee disqualifies 甲, 乙 and 丙 of the lot $L.
as e1 POST /api/lots/$L/disqualifications {"party":"$甲","reason":"未实质性响应招标文件（条例第五十一条）"} -> 201
as e1 POST /api/lots/$L/disqualifications {"party":"$乙","reason":"未实质性响应招标文件（条例第五十一条）"} -> 201
as e1 POST /api/lots/$L/disqualifications {"party":"$丙","reason":"未实质性响应招标文件（条例第五十一条）"} -> 201
