// SPDX-License-Identifier: BSL-1.0
/** Every kind of finding: what is wrong, and what to do. See docs/background/findings.md. */

type Words = readonly [what: string, todo: string];

const RULES: Readonly<Record<string, { en: Words; id: Words }>> = {
  /* which positions there are */
  'no-code': {
    en: ['A row has no code', 'give it a code of its own'],
    id: ['Baris tanpa kode', 'berikan kode tersendiri'],
  },
  'duplicate-code': {
    en: ['A code stands twice for different posts', 'give one of the two posts another code'],
    id: ['Satu kode dipakai untuk jabatan yang berbeda', 'berikan kode lain kepada salah satu jabatan'],
  },
  'job-share': {
    en: ['One post is shared by several holders', 'nothing, or one row with the seats of all'],
    id: ['Satu jabatan dibagi beberapa pejabat', 'tidak perlu apa-apa, atau satukan menjadi satu baris dengan seluruh formasi'],
  },
  'repeated-row': {
    en: ['A row says exactly what another said', 'delete it'],
    id: ['Baris sama persis dengan baris lain', 'hapus'],
  },
  'no-positions': {
    en: ['No position is to be read', 'check the file and the conditions of the mapping'],
    id: ['Tidak ada jabatan yang dapat dibaca', 'periksa berkas dan syarat pemetaannya'],
  },
  'eliminated-spelling': {
    en: ['The mark of an eliminated post is misspelt', 'correct the spelling if the post is gone'],
    id: ['Tanda jabatan yang dihapus salah eja', 'perbaiki ejaannya bila jabatan itu sudah tidak ada'],
  },
  'code-characters': {
    en: ['A code holds unusual characters', 'check that reports spell it in the same way'],
    id: ['Kode memuat karakter yang tidak lazim', 'pastikan bawahan mengejanya dengan cara yang sama'],
  },
  /* who reports to whom */
  'unknown-superior': {
    en: ['The superior is not in the data', 'correct the code, add the missing post, or mark the position as a root'],
    id: ['Atasan tidak ada dalam data', 'perbaiki kode, tambahkan jabatan yang kurang, atau tandai sebagai puncak'],
  },
  'external-superior': {
    en: ['The superior is outside the organisation', 'name a superior in the organisation, or take the flag external away'],
    id: ['Atasan berada di luar organisasi', 'sebutkan atasan di dalam organisasi, atau hapus tanda external'],
  },
  'external-with-superior': {
    en: ['A position outside the organisation reports to another', 'leave its superior empty, or take the flag external away'],
    id: ['Jabatan di luar organisasi mempunyai atasan', 'kosongkan atasannya, atau hapus tanda external'],
  },
  'superior-mark': {
    en: ['A superior lacks the mark that the mapping names', 'correct the cell, or name it among the marks of a root'],
    id: ['Atasan tidak memuat tanda yang disebut pemetaan', 'perbaiki selnya, atau sebutkan di antara tanda puncak'],
  },
  'eliminated-superior': {
    en: ['The superior is a post that was eliminated', 'name the superior of today'],
    id: ['Atasan adalah jabatan yang sudah dihapus', 'sebutkan atasan yang sekarang'],
  },
  'self-report': {
    en: ['A position reports to itself', 'leave the superior of a top position empty'],
    id: ['Jabatan melapor kepada dirinya sendiri', 'kosongkan atasan jabatan puncak'],
  },
  cycle: {
    en: ['Positions report to each other in a circle', 'correct the one that is wrong; often a code was given twice'],
    id: ['Beberapa jabatan saling melapor dalam lingkaran', 'perbaiki yang salah; sering kali satu kode dipakai dua kali'],
  },
  'no-root': {
    en: ['Every position reports to another', 'leave the superior of the top position empty'],
    id: ['Setiap jabatan melapor kepada jabatan lain', 'kosongkan atasan jabatan puncak'],
  },
  'root-left-out': {
    en: ['The only row that is marked as a root was left out: its code was given before', 'give one of the two a code of its own, or let the root stand with --repeated root'],
    id: ['Satu-satunya baris bertanda puncak tidak dipakai karena kodenya sudah dipakai', 'berikan kode tersendiri kepada salah satunya, atau pakai --repeated root'],
  },
  'root-preferred': {
    en: ['Of two rows of a code the one marked as a root stands, as there is no other root', 'give one of the two a code of its own'],
    id: ['Dari dua baris berkode sama dipakai yang ditandai puncak, karena tidak ada puncak lain', 'berikan kode tersendiri kepada salah satunya'],
  },
  'holder-of-several': {
    en: ['One holder is in several posts', 'nothing, if it is so; else correct the code of the holder'],
    id: ['Satu pejabat menduduki beberapa jabatan', 'tidak perlu apa-apa bila memang demikian; bila tidak, betulkan kode pemangkunya'],
  },
  'several-heads': {
    en: ['A unit has several heads', 'name one head of each unit'],
    id: ['Satu unit memiliki beberapa kepala', 'sebutkan satu kepala untuk setiap unit'],
  },
  'unknown-unit': {
    en: ['A unit is in no table of units', 'add its row'],
    id: ['Unit tidak ada dalam tabel unit', 'tambahkan barisnya'],
  },
  'unit-without-head': {
    en: ['A unit has no head', 'name its head, if it has one'],
    id: ['Unit tanpa kepala', 'sebutkan kepalanya bila ada'],
  },
  'unit-cycle': {
    en: ['Units lead back to themselves', 'correct the unit above one of them'],
    id: ['Unit saling membawahi secara melingkar', 'betulkan unit atasan salah satunya'],
  },
  'several-roots': {
    en: ['More than one position reports to nobody', 'nothing, if the file holds several bodies'],
    id: ['Lebih dari satu jabatan tidak mempunyai atasan', 'tidak perlu apa-apa bila berkas memuat beberapa instansi'],
  },
  'long-chain': {
    en: ['A chain has more than 100 layers', 'look for posts that report to the next row of the table'],
    id: ['Rantai komando lebih dari 100 lapisan', 'cari jabatan yang melapor kepada baris berikutnya'],
  },
  'unknown-position': {
    en: ['A code names no position of the data', 'correct the code'],
    id: ['Kode tidak menunjuk jabatan dalam data', 'perbaiki kodenya'],
  },
  'unknown-line-type': {
    en: ['The type of a line is not known', 'correct it'],
    id: ['Jenis garis tidak dikenal', 'perbaiki'],
  },
  'unclear-subordinate': {
    en: ['A line says both or neither of subordinate and subordinates', 'fill exactly one'],
    id: ['Bawahan suatu garis diisi keduanya atau tidak sama sekali', 'isi tepat salah satu'],
  },
  'command-line': {
    en: ['A command line stands among the other lines', 'say it in the superior of the subordinate'],
    id: ['Garis komando tercantum di antara garis lain', 'tuliskan pada atasan jabatan bawahan'],
  },
  /* what is said of a position */
  'bad-number': {
    en: ['A cell holds no usable number', 'correct it'],
    id: ['Sel tidak berisi angka yang dapat dipakai', 'perbaiki'],
  },
  'unknown-kind': {
    en: ['The kind of a position is not known', 'correct it; meanwhile it is taken from the rank'],
    id: ['Jenis jabatan tidak dikenal', 'perbaiki; sementara itu diambil dari jenjang'],
  },
  'unknown-rank': {
    en: ['A rank is not in the rank scheme', 'correct the spelling, or use another scheme'],
    id: ['Jenjang tidak ada dalam susunan jenjang', 'perbaiki ejaannya, atau pakai susunan lain'],
  },
  'bad-value': {
    en: ['A value is none of those allowed', 'correct it'],
    id: ['Nilai tidak termasuk yang diperbolehkan', 'perbaiki'],
  },
  'unknown-key': {
    en: ['A member is not part of the format', 'correct its name'],
    id: ['Anggota bukan bagian dari format', 'perbaiki namanya'],
  },
  /* who decides what */
  'no-matter': {
    en: ['An authority or a step names no matter', 'name one; * stands for all'],
    id: ['Wewenang atau langkah tidak menyebut urusan', 'sebutkan satu; * berarti semua'],
  },
  'unclear-holder': {
    en: ['An authority names no holder, or names it in more than one column', 'fill exactly one'],
    id: ['Pemegang wewenang tidak disebut, atau disebut di lebih dari satu kolom', 'isi tepat salah satu'],
  },
  'unknown-matter': {
    en: ['A matter is not given', 'correct the code, or add the matter'],
    id: ['Urusan tidak ada dalam data', 'perbaiki kodenya, atau tambahkan urusan itu'],
  },
  'bad-selector': {
    en: ['Who is meant cannot be read', 'write it as the description of the formats says'],
    id: ['Siapa yang dimaksud tidak dapat dibaca', 'tulislah menurut penjelasan format'],
  },
  'bad-holder': {
    en: ['Who decides, concurs or acts cannot be read', 'write it as the description of the formats says'],
    id: ['Siapa yang memutuskan, ikut menyetujui, atau bertindak tidak dapat dibaca', 'tulislah menurut penjelasan format'],
  },
  'bad-measures': {
    en: ['Measures are no names and numbers', 'write them as in days=7'],
    id: ['Ukuran bukan pasangan nama dan angka', 'tulis seperti days=7'],
  },
  'bad-bands': {
    en: ['The amounts of a matter are no bands with shares', 'write them as in 5000: 30% | 5000..: 70%'],
    id: ['Nilai suatu urusan bukan rentang dengan bagiannya', 'tulis seperti 5000: 30% | 5000..: 70%'],
  },
  'shares-not-whole': {
    en: ['The shares of the amounts of a matter do not add up to 100%', 'correct them'],
    id: ['Bagian nilai suatu urusan tidak berjumlah 100%', 'perbaiki'],
  },
  'unknown-act': {
    en: ['The act of a step is not known', 'correct it'],
    id: ['Tindakan suatu langkah tidak dikenal', 'perbaiki'],
  },
  'unknown-flag': {
    en: ['A step asks for a flag that none of its matters has', 'correct the flag'],
    id: ['Langkah mensyaratkan tanda yang tidak dimiliki urusannya', 'perbaiki tandanya'],
  },
  'step-over-its-limit': {
    en: ['A step takes longer than the hours within which it must be done', 'correct the hours'],
    id: ['Langkah memakan waktu lebih lama daripada batas waktunya', 'perbaiki jamnya'],
  },
  'fallback-is-originator': {
    en: ['The fallback of a matter is a post that raises it too', 'name another post as the fallback'],
    id: ['Pemutus cadangan suatu urusan juga mengusulkannya', 'sebutkan jabatan lain sebagai pemutus cadangan'],
  },
  'veto-after-decision': {
    en: ['A veto comes after the decision', 'put it before the decision, or call it a review'],
    id: ['Veto diletakkan sesudah keputusan', 'letakkan sebelum keputusan, atau sebut telaah'],
  },
  'joint-decider': {
    en: ['Who decides would have to concur with itself', 'name others'],
    id: ['Pemutus harus ikut menyetujui keputusannya sendiri', 'sebutkan pejabat lain'],
  },
  'quorum-above-members': {
    en: ['A body has fewer members than its quorum', 'correct the quorum, or add the members'],
    id: ['Anggota badan kurang dari kuorumnya', 'perbaiki kuorum, atau tambahkan anggota'],
  },
  'acting-circle': {
    en: ['Posts act for each other in a circle', 'name somebody outside it'],
    id: ['Jabatan saling menggantikan dalam lingkaran', 'sebutkan pejabat di luarnya'],
  },
  'line-circle': {
    en: ['Lines for one matter lead in a circle', 'take one of them out'],
    id: ['Garis untuk satu urusan membentuk lingkaran', 'hapus salah satunya'],
  },
  'selects-nobody': {
    en: ['A condition meets no position', 'correct it'],
    id: ['Syarat tidak mengenai satu jabatan pun', 'perbaiki'],
  },
  'repeated-key': {
    en: ['A member of JSON stands twice in one entry', 'keep the one that is meant'],
    id: ['Satu anggota JSON muncul dua kali dalam satu entri', 'pertahankan yang dimaksud'],
  },
  'several-sheets': {
    en: ['The workbook has several sheets', 'name the sheet in a mapping'],
    id: ['Buku kerja memiliki beberapa lembar', 'sebutkan lembar dalam pemetaan'],
  },
  'cell-error': {
    en: ['Cell error', 'see the page of findings'],
    id: ['Cell error', 'lihat halaman temuan'],
  },
  'no-stored-value': {
    en: ['No stored value', 'see the page of findings'],
    id: ['No stored value', 'lihat halaman temuan'],
  },
  'lost-digits': {
    en: ['Lost digits', 'see the page of findings'],
    id: ['Lost digits', 'lihat halaman temuan'],
  },
  'no-date': {
    en: ['No date', 'see the page of findings'],
    id: ['No date', 'lihat halaman temuan'],
  },
  'several-superiors': {
    en: ['Several superiors', 'see the page of findings'],
    id: ['Several superiors', 'lihat halaman temuan'],
  },
  'no-post': {
    en: ['No post', 'see the page of findings'],
    id: ['No post', 'lihat halaman temuan'],
  },
  'headings-below': {
    en: ['The headings do not stand in the first row', 'say heading_row in a mapping if another row is meant'],
    id: ['Judul kolom tidak di baris pertama', 'sebutkan heading_row dalam pemetaan bila baris lain yang dimaksud'],
  },
  'numbered-columns': {
    en: ['A row numbers the columns', 'nothing is to be done'],
    id: ['Satu baris menomori kolom', 'tidak perlu tindakan'],
  },
  'behind-the-table': {
    en: ['Rows stand below the table', 'see that none of them is a post'],
    id: ['Ada baris di bawah tabel', 'pastikan tidak ada jabatan di antaranya'],
  },
  'value-without-rows': {
    en: ['No row has a value that the mapping names', 'see how the column writes it'],
    id: ['Tidak ada baris dengan nilai yang disebut pemetaan', 'lihat cara penulisannya dalam kolom'],
  },
  'ambiguous-superior': {
    en: ['The name of a superior stands in several rows', 'name superiors by a code'],
    id: ['Nama atasan ada di beberapa baris', 'sebutkan atasan dengan kode'],
  },
  'missing-superior': {
    en: ['The common superior has no row', 'add a row for it'],
    id: ['Atasan bersama tidak memiliki baris', 'tambahkan barisnya'],
  },
  'several-missing-superiors': {
    en: ['Several superiors have no row', 'add rows for them'],
    id: ['Beberapa atasan tidak memiliki baris', 'tambahkan barisnya'],
  },
  'totals-row': {
    en: ['A row seems to hold totals', 'leave it out by a mapping'],
    id: ['Satu baris tampaknya berisi jumlah', 'keluarkan dengan pemetaan'],
  },
  'mangled-code': {
    en: ['A spreadsheet changed a code', 'export codes as text'],
    id: ['Lembar kerja mengubah kode', 'ekspor kode sebagai teks'],
  },
  'unseen-character': {
    en: ['A code holds a character that nobody sees', 'take it out'],
    id: ['Kode memuat karakter yang tidak terlihat', 'hapus karakter itu'],
  },
  'broken-text': {
    en: ['An encoding broke a text', 'export the table in UTF-8'],
    id: ['Pengodean merusak teks', 'ekspor tabel dalam UTF-8'],
  },
  'contradicting-column': {
    en: ['A level or path contradicts the superior', 'see which is right'],
    id: ['Tingkat atau jalur bertentangan dengan atasan', 'periksa mana yang benar'],
  },
  'no-rank-scheme': {
    en: ['No scheme knows the ranks', 'name a scheme or say what they mean'],
    id: ['Tidak ada skema yang mengenal jenjang', 'sebutkan skema atau artinya'],
  },
  'mixed-numbers': {
    en: ['Numbers of a column are written in two ways', 'write them in one way'],
    id: ['Angka satu kolom ditulis dengan dua cara', 'tulis dengan satu cara'],
  },
  'no-common-code': {
    en: ['No common code', 'see the page of findings'],
    id: ['No common code', 'lihat halaman temuan'],
  },
  'similar-codes': {
    en: ['Similar codes', 'see the page of findings'],
    id: ['Similar codes', 'lihat halaman temuan'],
  },
  'second-heading': {
    en: ['Two headings mean the same column', 'name the right one in a mapping, or rename the other'],
    id: ['Dua judul kolom berarti hal yang sama', 'sebutkan yang benar dalam pemetaan, atau ganti nama yang lain'],
  },
  'ambiguous-number': {
    en: ['A point may group thousands', 'write 1200, or name the decimal sign in a mapping'],
    id: ['Titik mungkin pemisah ribuan', 'tulis 1200, atau sebutkan tanda desimal dalam pemetaan'],
  },
  'bad-date': {
    en: ['A day is not in the calendar', 'write it as 2021-06-30'],
    id: ['Tanggal tidak ada dalam kalender', 'tulis seperti 2021-06-30'],
  },
  'bad-period': {
    en: ['An authority or a line ends before it starts', 'correct one of the days'],
    id: ['Wewenang atau garis berakhir sebelum mulai', 'perbaiki salah satu tanggal'],
  },
  'limit-below-amounts': {
    en: ['The limit of an authority is below every amount', 'raise the limit, or correct the amount'],
    id: ['Batas wewenang di bawah semua nilai urusan', 'naikkan batasnya, atau perbaiki nilainya'],
  },
  'giver-without-authority': {
    en: ['An authority was given by who has none', 'say what the right of the giver rests on'],
    id: ['Wewenang diberikan oleh yang tidak memilikinya', 'sebutkan dasar wewenang pemberi'],
  },
  'not-to-be-passed-on': {
    en: ['An authority was given by who may not pass it on', 'ask what it rests on'],
    id: ['Wewenang diberikan oleh yang tidak boleh meneruskannya', 'tanyakan dasarnya'],
  },
  'giver-limit-lower': {
    en: ['An authority was given with a higher limit than that of its giver', 'ask what it rests on'],
    id: ['Wewenang diberikan dengan batas yang lebih tinggi daripada batas pemberinya', 'tanyakan dasarnya'],
  },
  'passed-on-upwards': {
    en: ['A right comes from a post below its receiver, or from itself', 'correct the giver or the post'],
    id: ['Wewenang diberikan oleh jabatan di bawah penerimanya, atau oleh jabatan itu sendiri', 'perbaiki pemberi atau jabatan penerimanya'],
  },
  'not-a-receiver': {
    en: ['An authority was given to who may not receive it', 'ask what it rests on'],
    id: ['Wewenang diberikan kepada yang tidak boleh menerimanya', 'tanyakan dasarnya'],
  },
  'delegation-cycle': {
    en: ['Authorities were given in a circle', 'say with whom the right begins'],
    id: ['Wewenang saling diberikan dalam lingkaran', 'sebutkan pada siapa wewenang itu bermula'],
  },
  'contradicting-rows': {
    en: ['Two rows contradict each other', 'delete one, or give each its own period'],
    id: ['Dua baris saling bertentangan', 'hapus satu, atau beri masing-masing masa berlaku'],
  },
  'no-rows': {
    en: ['A table has no rows', 'check the file'],
    id: ['Tabel tidak berisi baris', 'periksa berkasnya'],
  },
  /* the scheme and the chart */
  'authority-on-no-path': {
    en: ['An authority decides on nobody’s path', 'say for whom it holds, or correct the post'],
    id: ['Wewenang tidak memutuskan pada jalur mana pun', 'sebutkan bagi siapa wewenang itu, atau perbaiki jabatannya'],
  },
  'risen-past-holder': {
    en: ['A matter rises to the top past a post that has a right for it', 'say for whom the right of that post holds'],
    id: ['Urusan naik ke puncak melewati jabatan yang berwenang atasnya', 'sebutkan bagi siapa wewenang jabatan itu'],
  },
  'step-without-post': {
    en: ['A step is taken by nobody for some who raise the matter', 'name somebody, or for whom the step is'],
    id: ['Langkah tidak mempunyai pelaksana bagi sebagian pengusul', 'sebutkan pelaksananya, atau bagi siapa langkah itu'],
  },
  'holder-twice-on-path': {
    en: ['One holder stands twice on a path', 'let another check, or take the step away'],
    id: ['Satu pejabat muncul dua kali dalam satu jalur', 'serahkan uji kepada pejabat lain, atau hapus langkahnya'],
  },
  'steps-in-one-hand': {
    en: ['Two steps fall to one position', 'name somebody else, if the order asks for two'],
    id: ['Dua langkah jatuh pada satu jabatan', 'sebutkan pejabat lain bila ketentuan meminta dua'],
  },
  'veto-by-decider': {
    en: ['A veto falls to the post that decides', 'name another, or let another decide'],
    id: ['Veto berada pada jabatan yang memutuskan', 'sebutkan jabatan lain, atau serahkan keputusan kepada jabatan lain'],
  },
  'until-above-decider': {
    en: ['A matter would climb above the post from which it goes to its decider', 'name a lower post; meanwhile it stops there'],
    id: ['Urusan akan naik melewati jabatan tempat urusan itu beralih kepada pemutusnya', 'sebutkan jabatan yang lebih rendah; sementara itu urusan berhenti di sana'],
  },
  /* the form of the file */
  'ragged-row': {
    en: ['A row has fewer or more cells than the heading', 'put quotes around a cell that holds the delimiter'],
    id: ['Jumlah sel baris tidak sama dengan judul', 'beri tanda kutip pada sel yang memuat pemisah'],
  },
  'text-after-quote': {
    en: ['Text follows a closing quote', 'write a quote inside a quoted cell twice'],
    id: ['Ada teks setelah tanda kutip penutup', 'tulis tanda kutip di dalam sel berkutip dua kali'],
  },
  encoding: {
    en: ['The file is not wholly UTF-8', 'save it anew as UTF-8'],
    id: ['Berkas tidak seluruhnya UTF-8', 'simpan kembali sebagai UTF-8'],
  },
  /* after a simplification */
  'nothing-selected': {
    en: ['No position meets a select rule', 'check ranks, layers and flags of the data'],
    id: ['Tidak ada jabatan yang terpilih', 'periksa jenjang, lapisan, dan tanda dalam data'],
  },
  'top-selected': {
    en: ['A selected position has nothing above it and was kept', 'exempt it, or leave it out of the select rule'],
    id: ['Jabatan terpilih tidak mempunyai atasan dan dipertahankan', 'kecualikan, atau keluarkan dari aturan pemilihan'],
  },
  'unknown-code': {
    en: ['A rule names a code that the organisation does not have', 'correct the policy'],
    id: ['Aturan menyebut kode yang tidak ada', 'perbaiki kebijakannya'],
  },
  'already-digital': {
    en: ['A matter is digital already', 'take it out of the rule, or correct the channel in the data'],
    id: ['Urusan sudah digital', 'keluarkan dari aturan, atau perbaiki salurannya dalam data'],
  },
  'unknown-clerical-step': {
    en: ['A digital rule removes a step that no matter has', 'correct the policy'],
    id: ['Aturan digital menghapus langkah yang tidak ada', 'perbaiki kebijakannya'],
  },
  'conflicting-rules': {
    en: ['Two rules give the same posts different results', 'make their conditions exclude each other'],
    id: ['Dua aturan memberi hasil berbeda untuk jabatan yang sama', 'buat syaratnya saling mengecualikan'],
  },
  'teams-joined-by-thumb': {
    en: ['So many teams may be joined that not every way was tried', 'look at them by hand, or split the rule by conditions'],
    id: ['Tim yang boleh digabung terlalu banyak, sehingga tidak semua cara dicoba', 'periksa sendiri, atau bagi aturannya dengan syarat'],
  },
  'span-band': {
    en: ['A manager has fewer or more subordinates than the band allows', 'merge or split units, keep a post, or change the band'],
    id: ['Rentang kendali di luar kisaran', 'gabungkan atau pecah unit, pertahankan jabatan, atau ubah kisarannya'],
  },
  initials: {
    en: ['Drafts need more initials than the policy allows', 'shorten the chain, or take roles away'],
    id: ['Naskah memerlukan paraf lebih banyak daripada yang diperbolehkan', 'pendekkan rantai, atau hapus peran'],
  },
  'initials-of-matter': {
    en: ['A path needs more initials than its matter allows', 'shorten the chain, or take roles away'],
    id: ['Jalur memerlukan paraf lebih banyak daripada yang diperbolehkan urusannya', 'pendekkan rantai, atau hapus peran'],
  },
  checks: {
    en: ['A path has fewer independent checks than its matter needs', 'keep a post on the path, or lower what the matter needs'],
    id: ['Jalur mempunyai penelaahan independen lebih sedikit daripada yang diperlukan', 'pertahankan satu jabatan pada jalur, atau turunkan syarat urusannya'],
  },
  'four-eyes': {
    en: ['Who drafts a matter also decides it', 'let another post decide'],
    id: ['Pengonsep sekaligus memutuskan', 'serahkan keputusan kepada jabatan lain'],
  },
  'same-hand': {
    en: ['One position does two acts that the matter keeps apart', 'let another post do one of them'],
    id: ['Satu jabatan melakukan dua tindakan yang harus dipisahkan', 'serahkan salah satunya kepada jabatan lain'],
  },
  beneficiary: {
    en: ['Who benefits from a matter takes part in deciding it', 'let another post take its step'],
    id: ['Penerima manfaat ikut menangani urusannya sendiri', 'serahkan langkahnya kepada jabatan lain'],
  },
  'incompatible-roles': {
    en: ['One position decides two matters that nobody may decide both', 'give one of the authorities to another post'],
    id: ['Satu jabatan memutuskan dua urusan yang tidak boleh dirangkap', 'berikan salah satu wewenang kepada jabatan lain'],
  },
  'structural-layers': {
    en: ['More structural layers stand one under the other than allowed', 'look at the posts that stay at the bottom'],
    id: ['Lapisan struktural lebih banyak daripada yang diperbolehkan', 'tinjau jabatan paling bawah yang dipertahankan'],
  },
  'class-without-members': {
    en: ['A right belongs to a class that nobody is of any more', 'change the order that names the class'],
    id: ['Wewenang melekat pada golongan jabatan yang sudah kosong', 'ubah ketentuan yang menyebut golongan itu'],
  },
  'names-converted-post': {
    en: ['An order names a post that was converted', 'change the order, or name a class'],
    id: ['Ketentuan menyebut jabatan yang disetarakan', 'ubah ketentuannya, atau sebutkan golongan jabatan'],
  },
  'class-loss': {
    en: ['Posts were converted to a lower job class', 'secure the income of the holders'],
    id: ['Jabatan disetarakan ke kelas jabatan yang lebih rendah', 'jamin penghasilan pejabatnya'],
  },
  'income-floor': {
    en: ['A position costs less than before', 'restore it'],
    id: ['Biaya jabatan lebih rendah daripada sebelumnya', 'pulihkan'],
  },
  'orphaned-authority': {
    en: ['Authority that the law gave to a converted post is held by nobody', 'change the law that names the post'],
    id: ['Wewenang atribusi jabatan yang disetarakan tidak ada pemegangnya', 'ubah peraturan yang menyebut jabatan itu'],
  },
  'moved-attribution': {
    en: ['Authority that the law gave to a post was moved by the policy', 'make sure that the law allows it'],
    id: ['Wewenang atribusi dipindahkan oleh kebijakan', 'pastikan peraturan memperbolehkannya'],
  },
  're-issue-authority': {
    en: ['Authority must be issued anew, because its holder or giver was converted', 'issue it'],
    id: ['Wewenang harus diterbitkan kembali karena pemegang atau pemberinya disetarakan', 'terbitkan kembali'],
  },
  'acting-lapsed': {
    en: ['What an official held as Plh or Plt lapses with the converted post', 'end the appointment; look at what became of the authority of the post'],
    id: ['Penugasan Plh atau Plt gugur bersama jabatan yang disetarakan', 'akhiri penugasannya; tinjau wewenang jabatan itu'],
  },
  undecidable: {
    en: ['Nobody decides the matter of an originator any more', 'look at its superiors in the ledger, and give one of them the authority'],
    id: ['Tidak ada lagi yang memutuskan urusan pengusul', 'tinjau atasannya dalam catatan perubahan, dan berikan wewenang kepada salah satunya'],
  },
  'roots-changed': {
    en: ['A root is none any more, or the other way round', 'look at its superior in the ledger'],
    id: ['Jabatan puncak berubah', 'tinjau atasannya dalam catatan perubahan'],
  },
  'lost-seats': {
    en: ['A position has other seats than before', 'look at it in the ledger'],
    id: ['Jumlah formasi jabatan berubah', 'tinjau dalam catatan perubahan'],
  },
  'lost-filled': {
    en: ['A position has other holders than before', 'look at it in the ledger'],
    id: ['Jumlah pejabat berubah', 'tinjau dalam catatan perubahan'],
  },
  /* what an event log says */
  'bad-time': {
    en: ['A stamp of the log cannot be read', 'say how the log writes its times, or correct it'],
    id: ['Waktu dalam catatan sistem tidak terbaca', 'sebutkan cara penulisan waktunya, atau perbaiki'],
  },
  'no-time': {
    en: ['An event of the log has no stamp', 'fill it in; the event keeps its place in the order of the file'],
    id: ['Kejadian tanpa waktu', 'isi waktunya; urutannya tetap menurut berkas'],
  },
  'no-offset': {
    en: ['Stamps of the log do not say their time zone', 'say the offset of the log'],
    id: ['Waktu tanpa zona waktu', 'sebutkan zona waktunya'],
  },
  'backward-time': {
    en: ['Stamps of a case run backwards', 'look at its events; the order of the file counts'],
    id: ['Waktu dalam satu berkas perkara berjalan mundur', 'periksa kejadiannya; urutan berkas yang dihitung'],
  },
  'equal-times': {
    en: ['Events of a case have the same stamp', 'nothing, if they were entered together'],
    id: ['Beberapa kejadian berwaktu sama', 'tidak perlu apa-apa bila memang dicatat bersamaan'],
  },
  'whole-days': {
    en: ['Stamps say the day alone', 'take times of such a log for days'],
    id: ['Waktu hanya menyebut tanggal', 'anggap waktunya sebagai hari'],
  },
  'no-case': {
    en: ['An event belongs to no case', 'fill in its case'],
    id: ['Kejadian tanpa berkas perkara', 'isi berkas perkaranya'],
  },
  'outside-case': {
    en: ['An event stands outside every case', 'move it into its case'],
    id: ['Kejadian berada di luar semua berkas perkara', 'pindahkan ke berkas perkaranya'],
  },
  'empty-case': {
    en: ['A case has no events', 'delete it, or add its events'],
    id: ['Berkas perkara tanpa kejadian', 'hapus, atau lengkapi kejadiannya'],
  },
  'nameless-case': {
    en: ['A case has no name', 'name it'],
    id: ['Berkas perkara tanpa nama', 'berikan nama'],
  },
  'repeated-case': {
    en: ['The name of a case stands twice', 'give one of the two another name'],
    id: ['Nama berkas perkara berulang', 'berikan nama lain kepada salah satunya'],
  },
  'no-performer': {
    en: ['Events have no performer', 'add who did them; they are left out where paths are counted'],
    id: ['Kejadian tanpa pelaku', 'lengkapi pelakunya; jalur dihitung tanpa kejadian ini'],
  },
  'looks-like-nobody': {
    en: ['A performer is probably nobody', 'say so, if it is a system or a blank'],
    id: ['Pelaku ini tampaknya bukan orang', 'sebutkan bila itu sistem atau isian kosong'],
  },
  'no-step': {
    en: ['Events are no steps of work', 'nothing; they are left out'],
    id: ['Kejadian bukan langkah pekerjaan', 'tidak perlu apa-apa; tidak dihitung'],
  },
  'open-start': {
    en: ['A start has no end', 'add the end, if there was one'],
    id: ['Permulaan tanpa penyelesaian', 'lengkapi penyelesaiannya bila ada'],
  },
  'nested-attribute': {
    en: ['Attributes inside attributes were passed over', 'nothing, unless they name the performer'],
    id: ['Atribut di dalam atribut dilewati', 'tidak perlu apa-apa, kecuali menyebut pelaku'],
  },
  'no-activity': {
    en: ['An event says no activity', 'fill it in'],
    id: ['Kejadian tanpa nama kegiatan', 'isi nama kegiatannya'],
  },
  'unknown-object': {
    en: ['An event names an object that the log does not have', 'add the object'],
    id: ['Kejadian menyebut objek yang tidak ada', 'tambahkan objeknya'],
  },
  'repeated-relation': {
    en: ['An event names the same object twice', 'delete one'],
    id: ['Kejadian menyebut objek yang sama dua kali', 'hapus salah satunya'],
  },
  'several-performers': {
    en: ['An event has several performers', 'say by which relation the performer is meant'],
    id: ['Kejadian dengan beberapa pelaku', 'sebutkan hubungan yang menunjuk pelakunya'],
  },
  'unknown-type': {
    en: ['A type of objects is not in the log', 'correct its name'],
    id: ['Jenis objek tidak ada dalam catatan', 'perbaiki namanya'],
  },
};

export function ruleText(rule: string, lang: 'id' | 'en'): Words | null {
  return Object.prototype.hasOwnProperty.call(RULES, rule) ? RULES[rule][lang] : null;
}
