// SPDX-License-Identifier: BSL-1.0
/**
 * The texts of the preset policies and rank schemes in Indonesian. A text that is not exactly one of
 * them belongs to a policy of the reader's own and stays as it was written.
 */

const INDONESIAN: Readonly<Record<string, string>> = {
  // titles and descriptions
  'Managers of one: who leads exactly one position leaves the line':
    'Pimpinan satu bawahan: yang hanya memimpin satu jabatan keluar dari garis komando',
  'Who has exactly one command subordinate stays under the superior as a functional position of the same rank; that subordinate moves up.':
    'Yang mempunyai tepat satu bawahan komando tetap berada di bawah atasannya sebagai jabatan fungsional dengan jenjang yang sama; bawahan itu naik ke atasan tersebut.',
  'The post leads exactly one position.':
    'Jabatan ini memimpin tepat satu jabatan.',
  'Span floor: who leads too few leaves the line':
    'Batas bawah rentang kendali: pimpinan dengan terlalu sedikit bawahan keluar dari garis komando',
  'Who has command subordinates, but fewer than the floor, which is four where no other is given, stays under the superior as a functional position of the same rank, from the lowest up, until no such manager is left.':
    'Jabatan yang mempunyai bawahan langsung, tetapi kurang dari batas bawah (empat bila tidak ditentukan lain), tetap berada di bawah atasannya sebagai jabatan fungsional dengan jenjang yang sama, mulai dari yang terbawah, sampai tidak ada lagi.',
  'The post leads fewer positions than the floor.':
    'Jabatan ini memimpin lebih sedikit jabatan daripada batas bawahnya.',
  'At most seven layers, with the fewest posts converted':
    'Paling banyak tujuh lapisan, dengan jabatan yang dialihkan sesedikit mungkin',
  'At most six superiors stand one below another, so there are seven layers; the optimum chooses the fewest posts.':
    'Paling banyak enam atasan bersusun, sehingga ada tujuh lapisan; optimum memilih jabatan sesedikit mungkin.',
  'The optimum chooses among all managers.':
    'Optimum memilih di antara semua pimpinan.',
  'Eight by eight: at most eight layers, at least eight reports':
    'Delapan kali delapan: paling banyak delapan lapisan, paling sedikit delapan bawahan',
  'At most seven superiors stand one below another, so there are eight layers, and each superior that may be converted leads at least eight; the optimum chooses the fewest posts.':
    'Paling banyak tujuh atasan bersusun, sehingga ada delapan lapisan, dan setiap atasan yang boleh dialihkan memimpin sedikitnya delapan; optimum memilih jabatan sesedikit mungkin.',
  'A law names the head of this unit; the rule of spans does not change the law.':
    'Undang-undang menyebut kepala unit ini; aturan rentang kendali tidak mengubah undang-undang.',
  'What hung below the post reports to its superior or, where that one leaves the line too, to the nearest superior that stays.':
    'Yang berada di bawah jabatan ini beralih ke atasannya atau, jika atasan itu keluar juga, ke atasan terdekat yang tetap.',
  'Delayer: take the managers of given layers out of the line':
    'Delayer: mengeluarkan pimpinan pada lapisan tertentu dari garis komando',
  'Indonesia, central agencies: simplification of 2021':
    'Indonesia, instansi pusat: penyederhanaan birokrasi 2021',
  'Indonesia, regencies and cities: simplification of 2021':
    'Indonesia, kabupaten dan kota: penyederhanaan birokrasi 2021',
  'Indonesian civil service: echelons, functional ladders and executing staff':
    'Aparatur sipil negara Indonesia: eselon, jenjang fungsional, dan pelaksana',
  'Managers of the chosen layers stay under their superior as functional positions of the same rank; their subordinates move to that superior. Layer 1 is the top.':
    'Pimpinan pada lapisan yang dipilih tetap berada di bawah atasannya sebagai jabatan fungsional dengan jenjang yang sama; bawahannya beralih ke atasan itu. Lapisan 1 adalah puncak.',
  'Echelon III becomes Ahli Madya, echelon IV Ahli Muda, echelon V Ahli Pertama; posts that meet criterion E1, E2, E3 or E4 stay structural.':
    'Eselon III menjadi Ahli Madya, eselon IV Ahli Muda, eselon V Ahli Pertama; jabatan yang memenuhi kriteria E1, E2, E3, atau E4 tetap struktural.',
  'Echelon III stays. Echelon IV becomes Ahli Muda and echelon V Ahli Pertama, unless the post is on the keep list of the Home Ministry or meets a criterion E1 to E5.':
    'Eselon III tetap. Eselon IV menjadi Ahli Muda dan eselon V Ahli Pertama, kecuali jabatan yang tercantum dalam daftar Kementerian Dalam Negeri atau memenuhi kriteria E1 sampai E5.',

  // what is selected
  'The layer was named on the command line.': 'Lapisan ini disebut pada baris perintah.',
  'Administrator, supervisor and echelon V units are removed; the aim is two structural levels.':
    'Unit administrator, pengawas, dan eselon V dihapus; tujuannya dua tingkat struktural.',
  'Administrative posts are simplified unless a reason keeps them.':
    'Jabatan administrasi disederhanakan kecuali ada alasan untuk mempertahankannya.',

  // what stays
  'The post heads a budget-holding work unit (satker) with authority over the use of budget or of goods and services.':
    'Jabatan ini memimpin satuan kerja (satker) dengan kewenangan penggunaan anggaran atau pengadaan barang/jasa.',
  'The duties of the post are bound to authority: authorising, legalising, ratifying or approving documents.':
    'Tugas jabatan ini berkaitan dengan kewenangan: otorisasi, legalisasi, pengesahan, atau persetujuan dokumen.',
  'The post has authority over a territory.': 'Jabatan ini memiliki kewenangan kewilayahan.',
  'The post has authority over a territory, as a district head (camat) or ward head (lurah) has.':
    'Jabatan ini memiliki kewenangan kewilayahan, seperti camat atau lurah.',
  'The post meets another special criterion that the agency proposed to the minister for administrative reform.':
    'Jabatan ini memenuhi kriteria khusus lain yang diusulkan instansi kepada menteri pendayagunaan aparatur negara.',
  'The post meets another special criterion that was proposed to the minister for administrative reform.':
    'Jabatan ini memenuhi kriteria khusus lain yang diusulkan kepada menteri pendayagunaan aparatur negara.',
  'The post heads an independent technical unit or a procurement unit (local list).':
    'Jabatan ini memimpin unit teknis mandiri atau unit pengadaan (daftar daerah).',
  'Administrator posts of echelon III stay in regencies and cities.':
    'Jabatan administrator eselon III tetap ada di kabupaten dan kota.',
  'Administration sub-head at the regional secretariat.':
    'Kepala subbagian tata usaha di sekretariat daerah.',
  'Administration sub-head at the regional secretariat, found by its unit and title.':
    'Kepala subbagian tata usaha di sekretariat daerah, dikenali dari unit dan nama jabatannya.',
  'Supervisor in the secretariat of a service, an agency, the council or the inspectorate.':
    'Pengawas di sekretariat dinas, badan, DPRD, atau inspektorat.',
  'Supervisor in a secretariat, found by its unit.': 'Pengawas di sekretariat, dikenali dari unitnya.',
  'Supervisor in the procurement unit.': 'Pengawas di unit pengadaan barang/jasa.',
  'Supervisor in the procurement unit, found by its unit.':
    'Pengawas di unit pengadaan barang/jasa, dikenali dari unitnya.',
  'Supervisor in the regional hospital.': 'Pengawas di rumah sakit daerah.',
  'Supervisor in the regional hospital, found by its unit.':
    'Pengawas di rumah sakit daerah, dikenali dari unitnya.',
  'Supervisor in a technical implementing unit (UPT).': 'Pengawas di unit pelaksana teknis (UPT).',
  'Supervisor in a technical implementing unit, found by its unit.':
    'Pengawas di unit pelaksana teknis, dikenali dari unitnya.',
  'Supervisor in a district or ward office.': 'Pengawas di kantor kecamatan atau kelurahan.',
  'Supervisor in a district or ward office, found by its unit.':
    'Pengawas di kantor kecamatan atau kelurahan, dikenali dari unitnya.',
  'The affair may by regulation exist only as a section or sub-field.':
    'Menurut peraturan, urusan ini hanya dapat berbentuk seksi atau subbidang.',

  // what becomes of the others
  'The post keeps its rank, holder and place; only its subordinates leave it.':
    'Jabatan ini mempertahankan jenjang, pejabat, dan tempatnya; hanya bawahannya yang beralih.',
  'An administrator post of echelon III becomes a functional position of level Ahli Madya.':
    'Jabatan administrator eselon III menjadi jabatan fungsional jenjang Ahli Madya.',
  'A supervisor post of echelon IV becomes a functional position of level Ahli Muda.':
    'Jabatan pengawas eselon IV menjadi jabatan fungsional jenjang Ahli Muda.',
  'An executing post of echelon V becomes a functional position of level Ahli Pertama.':
    'Jabatan pelaksana eselon V menjadi jabatan fungsional jenjang Ahli Pertama.',
  'What hung below a delayered manager reports to the superior of that manager, or, where that one is delayered too, to the nearest superior that stays.':
    'Bawahan pimpinan yang dikeluarkan melapor kepada atasan pimpinan itu, atau, bila atasan itu juga dikeluarkan, kepada atasan terdekat yang tetap ada.',
  'Functional officials and executing staff sit under the performance-assessing official of their unit, which is the nearest superior that stays.':
    'Pejabat fungsional dan pelaksana berada di bawah pejabat penilai kinerja unitnya, yaitu atasan terdekat yang tetap ada.',

  // authority and roles
  'Authority that a law gave to the post is listed as orphaned until that law is changed; delegated authority must be issued again; a mandate returns to its giver.':
    'Wewenang atribusi jabatan ini dicatat sebagai tanpa pemegang sampai peraturannya diubah; wewenang delegasi harus diterbitkan kembali; mandat kembali kepada pemberinya.',
  'Authority that a law gave to a removed post is orphaned until that law names another post, as finance sub-heads in Riau Islands found; delegated authority must be issued again; a mandate returns to its giver.':
    'Wewenang atribusi jabatan yang dihapus tidak ada pemegangnya sampai peraturannya menyebut jabatan lain, seperti dialami kepala subbagian keuangan di Kepulauan Riau; wewenang delegasi harus diterbitkan kembali; mandat kembali kepada pemberinya.',
  'Authority that a law gave to a removed post is orphaned until that law names another post; delegated authority must be issued again; a mandate returns to its giver.':
    'Wewenang atribusi jabatan yang dihapus tidak ada pemegangnya sampai peraturannya menyebut jabatan lain; wewenang delegasi harus diterbitkan kembali; mandat kembali kepada pemberinya.',
  'No role rebuilds the line that was taken out.':
    'Tidak ada peran yang membangun kembali garis yang dikeluarkan.',
  'The roles were given on the command line.': 'Peran ditentukan pada baris perintah.',
  'Coordinators are a transitional task given by need, not a rule of the programme.':
    'Koordinator adalah tugas peralihan menurut kebutuhan, bukan aturan program.',
};

export function inLanguage(english: string, lang: 'id' | 'en'): string {
  return lang === 'id' ? (INDONESIAN[english] ?? english) : english;
}
