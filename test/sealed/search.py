#!/usr/bin/env python3
"""Bids are handed in; then the server's memory, its files, its database and what it said are searched for what the
bids hold: prices in every form that they could have there, names, and the keys. After the opening the same search
finds them, so that it is known to look. usage: search.py HENG [POSTGRES-URL]"""
import base64, json, os, random, re, signal, subprocess, sys, tempfile, time, urllib.request

heng, url = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
START, DEADLINE, END = '2026-03-02T00:00:00Z', '2026-03-24T01:00:00Z', '2026-03-24T01:30:01Z'
CHUNK = 1 << 24
tmp = tempfile.TemporaryDirectory(prefix='heng-sealed-')
centre, said = tmp.name + '/centre', tmp.name + '/said'
failed = 0


def result(ok, what):
    global failed
    failed += not ok
    print(('ok  ' if ok else 'FAIL'), 'sealed  ', ('postgres ' if url else 'sqlite ') + what, flush=True)


def run(*args):
    return subprocess.run([heng, *args], check=True, capture_output=True, text=True).stdout


class Server:
    def __enter__(self):
        self.out = open(said, 'ab')
        self.child = subprocess.Popen([heng, 'serve', centre, '--port', '0'], stdout=self.out, stderr=self.out)
        for _ in range(200):
            found = re.findall(rb'http://127\.0\.0\.1:\d+', open(said, 'rb').read())
            if found:
                self.url = found[-1].decode()
                try:
                    urllib.request.urlopen(self.url + '/health')
                    return self
                except OSError:
                    pass
            time.sleep(0.05)
        raise SystemExit('the server does not start')

    def __exit__(self, *_):
        self.child.send_signal(signal.SIGTERM)
        self.child.wait()
        self.out.close()

    def post(self, path, body=None, token=None):
        headers = {'Content-Type': 'application/json', **({'Authorization': 'Bearer ' + token} if token else {})}
        r = urllib.request.Request(self.url + path, b'' if body is None else json.dumps(body).encode(), headers)
        answer = json.load(urllib.request.urlopen(r))
        return answer.get('result', answer)

    def enter(self, name, role, code):
        p = self.post('/api/parties', {'name': name, 'contact': name, 'identifier': {'scheme': 'TEST', 'id': code}, 'roles': [role]})
        return p['id'], self.post('/api/practice/sessions', {'person': p['person'], 'token': True})['token']

    def memory(self):
        """All that it may read of itself, region by region, as its parent sees it."""
        with open(f'/proc/{self.child.pid}/maps') as maps, open(f'/proc/{self.child.pid}/mem', 'rb', 0) as mem:
            for line in maps:
                at, mode = line.split()[:2]
                first, last = (int(x, 16) for x in at.split('-'))
                if mode[0] != 'r' or '[v' in line:
                    continue
                mem.seek(first)
                try:
                    yield mem.read(last - first)
                except OSError:
                    pass


def files(*folders):
    for folder in folders:
        for where, _, names in os.walk(folder):
            for path in (os.path.join(where, name) for name in names):
                if not os.path.isfile(path):
                    continue
                with open(path, 'rb') as f:
                    before = b''
                    while piece := f.read(CHUNK):
                        yield before + piece
                        before = piece[-256:]


def found(pieces, needles):
    """Which of them stand anywhere."""
    left = dict(needles)
    for piece in pieces:
        for name in [n for n, b in left.items() if b in piece]:
            del left[name]
    return sorted(set(needles) - set(left))


def needles_of(minor, leader, key):
    amount = f'{minor // 100}.{minor % 100:02d}'
    raw = base64.b64decode(key)
    return {'price': amount.encode(), 'price grouped': f'{minor // 100:,}.{minor % 100:02d}'.encode(), 'price in fen': str(minor).encode(),
            'price, little-endian': minor.to_bytes(8, 'little'), 'price, big-endian': minor.to_bytes(8, 'big')[3:], 'leader': leader.encode(),
            'key': raw, 'key, base64': key.encode(), 'key, hex': raw.hex().encode()}


run('init', '--practice', '--at', START, *(['--store', url] if url else []), centre)
disk = [tmp.name + '/centre', tmp.name] + ([re.search(r'host=([^&]*)', url).group(1)] if url else [])
keys, secrets = [], {}
with Server() as s:
    code = json.load(urllib.request.urlopen(s.url + '/health'))['code']
    _, buyer = s.enter('业主', 'procuringEntity', '1')
    project = s.post('/api/projects', {'code': '1', 'name': '桥'}, buyer)['id']
    t = s.post('/api/tenders', {'project': project, 'kind': 'works-lowest-price', 'title': '示例大桥施工', 'mandatory': False, 'stateControlled': False,
        'funding': 'private', 'qualification': 'after', 'method': 'open', 'organisation': 'self', 'lots': [{'title': '主桥'}]}, buyer)
    lot = t['lots'][0]
    s.post(f'/api/tenders/{t["id"]}/announcement', {'text': '示例大桥施工。', 'deadline': DEADLINE, 'windowMinutes': 30}, buyer)
    for step in ('confirmation', 'publication'):
        s.post(f'/api/tenders/{t["id"]}/{step}', None, buyer)
    for i in range(3):
        party, token = s.enter(f'建设公司{i}', 'tenderer', f'T{i}')
        minor, leader = random.randrange(10 ** 9, 9 * 10 ** 9), '密' + ''.join(chr(random.randrange(0x4e00, 0x9fa0)) for _ in range(4))
        with tempfile.TemporaryDirectory(prefix='heng-bidder-') as own:
            form = {'price': {'amount': f'{minor // 100}.{minor % 100:02d}', 'currency': 'CNY'}, 'leader': leader}
            open(own + '/form.json', 'w').write(json.dumps(form, ensure_ascii=False))
            run('seal', '--centre', code, '--lot', lot, '--party', party, '--key', own + '/key', own + '/form.json', own + '/sealed')
            sealed, key = open(own + '/sealed', 'rb').read(), open(own + '/key').read().strip()
        s.post(f'/api/lots/{lot}/bids', {'form': base64.b64encode(sealed).decode()}, token)
        keys.append((party, key))
        secrets |= {f'{i}: {n}': b for n, b in needles_of(minor, leader, key).items()}
    seen = found(s.memory(), secrets | {'a title': '示例大桥'.encode()})
    result(seen == ['a title'], f'memory, before the deadline: {seen}')
    seen = found(files(*disk), secrets | {'a title': '示例大桥'.encode()})
    result(seen == ['a title'], f'files, database and journal, while it runs: {seen}')
seen = found(files(*disk), secrets | {'a title': '示例大桥'.encode()})
result(seen == ['a title'], f'the same, when it is stopped: {seen}')
with Server() as s:
    people = json.load(urllib.request.urlopen(s.url + '/api/practice/people?role=tenderer'))['people']
    s.post('/api/practice/clock', {'to': DEADLINE})
    time.sleep(0.3)
    for party, key in keys:
        person = next(p['person'] for p in people if p['party'] == party)
        s.post(f'/api/lots/{lot}/keys', {'form': key}, s.post('/api/practice/sessions', {'person': person, 'token': True})['token'])
    prices = {n: b for n, b in secrets.items() if 'key' not in n}
    seen = found(s.memory(), prices)
    result(not seen, f'memory, with the keys and before the window has ended: {seen}')
    seen = found(files(*disk), prices)
    result(not seen, f'files and database, the same: {seen}')
    s.post('/api/practice/clock', {'to': END})
    time.sleep(0.5)
seen = found(files(*disk), secrets)
result({f'{i}: {what}' for i in range(3) for what in ('price', 'leader')} <= set(seen), f'after the opening they are found: {len(seen)} of {len(secrets)}')
tmp.cleanup()
sys.exit(failed > 0)
