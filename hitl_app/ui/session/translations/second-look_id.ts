<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id">
    <context>
        <name>AboutDialog</name>
        <message>
            <source>A model labels your catalogue. You review the labels that it is unsure of, and it learns from your decisions.</source>
            <translation>Model melabeli katalog Anda. Anda meninjau label yang belum pasti, dan model belajar dari keputusan Anda.</translation>
        </message>
        <message>
            <source>About Second Look</source>
            <translation>Tentang Second Look</translation>
        </message>
        <message>
            <source>BUILT WITH</source>
            <translation>DIBANGUN DENGAN</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Tutup</translation>
        </message>
        <message>
            <source>Copy diagnostics</source>
            <translation>Salin diagnostik</translation>
        </message>
        <message>
            <source>Second Look {version}</source>
            <translation>Second Look {version}</translation>
        </message>
        <message>
            <source>Third-party software</source>
            <translation>Perangkat lunak pihak ketiga</translation>
        </message>
        <message>
            <source>{licence} licence, including the icons</source>
            <translation>Lisensi {licence}, termasuk ikonnya</translation>
        </message>
    </context>
    <context>
        <name>AgreementPart</name>
        <message>
            <source> (kappa {kappa})</source>
            <translation> (kappa {kappa})</translation>
        </message>
        <message>
            <source>Agreement</source>
            <translation>Kesepakatan</translation>
        </message>
        <message>
            <source>Compare operators</source>
            <translation>Bandingkan operator</translation>
        </message>
        <message>
            <source>Compares the labels that two people gave the same photo.</source>
            <translation>Membandingkan label yang diberikan dua orang pada foto yang sama.</translation>
        </message>
        <message>
            <source>Disagreements</source>
            <translation>Ketidaksepakatan</translation>
        </message>
        <message>
            <source>No photo has been labelled by two people yet.</source>
            <translation>Belum ada foto yang dilabeli dua orang.</translation>
        </message>
        <message>
            <source>ONE LABEL</source>
            <translation>LABEL PERTAMA</translation>
        </message>
        <message>
            <source>OTHER LABEL</source>
            <translation>LABEL LAIN</translation>
        </message>
        <message numerus="yes">
            <source>Operators agree on {share} of {n} photos</source>
            <translation>
                <numerusform>Operator sepakat pada {share} dari {n} foto</numerusform>
            </translation>
        </message>
        <message>
            <source>PHOTOS</source>
            <translation>FOTO</translation>
        </message>
        <message>
            <source>not a product photo</source>
            <translation>bukan foto produk</translation>
        </message>
    </context>
    <context>
        <name>ArrivalsCard</name>
        <message>
            <source>Check new photos</source>
            <translation>Periksa foto baru</translation>
        </message>
        <message>
            <source>Check new photos for drift</source>
            <translation>Periksa pergeseran pada foto baru</translation>
        </message>
        <message numerus="yes">
            <source>{n} photos were imported after certificate {number}. Label {checks} of them without suggestions ({time}): if there is no drift, the others are accepted by extension, but not certified.</source>
            <translation>
                <numerusform>{n} foto diimpor setelah sertifikat {number}. Labeli {checks} di antaranya tanpa saran ({time}): jika tidak ada pergeseran, sisanya diterima lewat perluasan, tetapi tidak bersertifikat.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AuditDialog</name>
        <message>
            <source>All stages for these labels are used: another inspection would prove nothing.</source>
            <translation>Semua tahap untuk label ini sudah terpakai: inspeksi lagi tidak akan membuktikan apa pun.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Batal</translation>
        </message>
        <message>
            <source>If at most so many checks are wrong, it is certified with {confidence} confidence that at least {target} are right. Otherwise another stage with more checks follows, or the certificate states how many are right.</source>
            <translation>Jika pemeriksaan yang salah tidak lebih dari itu, sertifikat menyatakan dengan kepercayaan {confidence} bahwa sedikitnya {target} benar. Jika lebih, menyusul tahap lain dengan lebih banyak pemeriksaan, atau sertifikat menyatakan berapa yang benar.</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Impor</translation>
        </message>
        <message>
            <source>Import of labels</source>
            <translation>Impor label</translation>
        </message>
        <message>
            <source>Inspect imported labels</source>
            <translation>Inspeksi label impor</translation>
        </message>
        <message>
            <source>No sample of so few labels can prove that {target} are right. Choose a lower accuracy, or review all of them.</source>
            <translation>Tidak ada sampel dari label sesedikit ini yang dapat membuktikan bahwa {target} benar. Pilih ketepatan yang lebih rendah, atau tinjau semuanya.</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>Membaca…</translation>
        </message>
        <message>
            <source>Required accuracy</source>
            <translation>Ketepatan yang disyaratkan</translation>
        </message>
        <message>
            <source>Start inspection</source>
            <translation>Mulai inspeksi</translation>
        </message>
        <message>
            <source>There are no imported labels. File &gt; Import labels reads some.</source>
            <translation>Belum ada label impor. Impor lewat Berkas &gt; Impor label.</translation>
        </message>
        <message>
            <source>You label a random sample of the photos again, without seeing the imported labels. The certificate then states how many of the imported labels are right at least. Labels that you do not replace stay as they are.</source>
            <translation>Anda melabeli lagi sampel acak dari foto-foto itu tanpa melihat label impornya. Sertifikat lalu menyatakan sedikitnya berapa label impor yang benar. Label yang tidak Anda ganti tetap seperti semula.</translation>
        </message>
        <message>
            <source>checks</source>
            <translation>pemeriksaan</translation>
        </message>
        <message>
            <source>labels in force</source>
            <translation>label berlaku</translation>
        </message>
        <message>
            <source>stages left</source>
            <translation>sisa tahap</translation>
        </message>
        <message>
            <source>time needed</source>
            <translation>waktu yang diperlukan</translation>
        </message>
        <message>
            <source>wrong checks allowed</source>
            <translation>pemeriksaan salah yang diizinkan</translation>
        </message>
        <message numerus="yes">
            <source>{number}: {source}, {n} labels, {day}</source>
            <translation>
                <numerusform>{number}: {source}, {n} label, {day}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BurnDownCard</name>
        <message>
            <source>AT THE END OF</source>
            <translation>PADA AKHIR</translation>
        </message>
        <message>
            <source>No photos yet. Drop a folder anywhere on this window to import it.</source>
            <translation>Belum ada foto. Jatuhkan folder di mana saja pada jendela ini untuk mengimpornya.</translation>
        </message>
        <message>
            <source>REVIEWED</source>
            <translation>DITINJAU</translation>
        </message>
        <message>
            <source>Remaining</source>
            <translation>Tersisa</translation>
        </message>
        <message>
            <source>Remaining, newest first</source>
            <translation>Tersisa, terbaru dahulu</translation>
        </message>
        <message>
            <source>TO REVIEW</source>
            <translation>PERLU DITINJAU</translation>
        </message>
        <message>
            <source>day</source>
            <translation>hari</translation>
        </message>
        <message>
            <source>photos</source>
            <translation>foto</translation>
        </message>
        <message>
            <source>reviewed</source>
            <translation>ditinjau</translation>
        </message>
        <message>
            <source>time of day</source>
            <translation>jam</translation>
        </message>
        <message>
            <source>to review</source>
            <translation>perlu ditinjau</translation>
        </message>
        <message numerus="yes">
            <source>{n} fewer to review</source>
            <translation>
                <numerusform>{n} lebih sedikit yang perlu ditinjau</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} more to review</source>
            <translation>
                <numerusform>{n} lebih banyak yang perlu ditinjau</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos to review</source>
            <translation>
                <numerusform>{n} foto perlu ditinjau</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} reviewed</source>
            <translation>
                <numerusform>{n} ditinjau</numerusform>
            </translation>
        </message>
        <message>
            <source>{to_review}, {decided}. Since {when}: {more} reviewed, {change}.</source>
            <translation>{to_review}, {decided}. Sejak {when}: {more} ditinjau, {change}.</translation>
        </message>
    </context>
    <context>
        <name>CardPanel</name>
        <message>
            <source>Accuracy</source>
            <translation>Ketepatan</translation>
        </message>
        <message>
            <source>Architecture</source>
            <translation>Arsitektur</translation>
        </message>
        <message>
            <source>Based on</source>
            <translation>Berdasarkan</translation>
        </message>
        <message>
            <source>Calibration</source>
            <translation>Kalibrasi</translation>
        </message>
        <message>
            <source>Categories</source>
            <translation>Kategori</translation>
        </message>
        <message>
            <source>Created by</source>
            <translation>Dibuat oleh</translation>
        </message>
        <message>
            <source>Input format</source>
            <translation>Format masukan</translation>
        </message>
        <message>
            <source>Intended for</source>
            <translation>Ditujukan untuk</translation>
        </message>
        <message>
            <source>Known limitations</source>
            <translation>Keterbatasan yang diketahui</translation>
        </message>
        <message>
            <source>Model details: {name}</source>
            <translation>Rincian model: {name}</translation>
        </message>
        <message>
            <source>Trained on</source>
            <translation>Dilatih dengan</translation>
        </message>
        <message>
            <source>Version, seed</source>
            <translation>Versi program, benih acak</translation>
        </message>
        <message>
            <source>error {share} on test photos</source>
            <translation>galat {share} pada foto uji</translation>
        </message>
        <message>
            <source>temperature {value}</source>
            <translation>suhu {value}</translation>
        </message>
        <message numerus="yes">
            <source>{share} of {n} held-out samples</source>
            <translation>
                <numerusform>{share} dari {n} contoh yang disisihkan</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{share} of {n} phone photos not used in training</source>
            <translation>
                <numerusform>{share} dari {n} foto ponsel yang tidak dipakai dalam pelatihan</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{share} of {n} test photos</source>
            <translation>
                <numerusform>{share} dari {n} foto uji</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{share} of {n} validation photos of this workspace</source>
            <translation>
                <numerusform>{share} dari {n} foto validasi ruang kerja ini</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CatalogueCommands</name>
        <message numerus="yes">
            <source>Changing {n} photos…</source>
            <translation>
                <numerusform>Mengubah {n} foto…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Dropping {n} photos…</source>
            <translation>
                <numerusform>Mengeluarkan {n} foto…</numerusform>
            </translation>
        </message>
        <message>
            <source>Export selection</source>
            <translation>Ekspor pilihan</translation>
        </message>
        <message numerus="yes">
            <source>Exporting {n} photos…</source>
            <translation>
                <numerusform>Mengekspor {n} foto…</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Marking {n} photos as unreviewed…</source>
            <translation>
                <numerusform>Menandai {n} foto sebagai belum ditinjau…</numerusform>
            </translation>
        </message>
        <message>
            <source>Table (*.csv);;JSON (*.json)</source>
            <translation>Tabel (*.csv);;JSON (*.json)</translation>
        </message>
        <message numerus="yes">
            <source>The change of {n} photos was undone.</source>
            <translation>
                <numerusform>Perubahan {n} foto telah diurungkan.</numerusform>
            </translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Urungkan</translation>
        </message>
        <message numerus="yes">
            <source>Undo {n} decisions</source>
            <translation>
                <numerusform>Urungkan {n} keputusan</numerusform>
            </translation>
        </message>
        <message>
            <source>Undoing the last action…</source>
            <translation>Mengurungkan tindakan terakhir…</translation>
        </message>
        <message numerus="yes">
            <source>{n} photos were changed.</source>
            <translation>
                <numerusform>{n} foto telah diubah.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos were dropped as duplicates.</source>
            <translation>
                <numerusform>{n} foto dikeluarkan sebagai duplikat.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos were exported to {file}.</source>
            <translation>
                <numerusform>{n} foto telah diekspor ke {file}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were kept: an inspection, a certificate or a second opinion needs them.</source>
            <translation>
                <numerusform>{n} tetap ada: masih diperlukan untuk inspeksi, sertifikat, atau pendapat kedua.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were not changed: review them one by one, without suggestions.</source>
            <translation>
                <numerusform>{n} foto tidak diubah: tinjau satu per satu, tanpa saran.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CatalogueDetail</name>
        <message>
            <source>Category for the selection</source>
            <translation>Kategori untuk foto yang dipilih</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Ubah</translation>
        </message>
        <message>
            <source>Change category</source>
            <translation>Ubah kategori</translation>
        </message>
        <message>
            <source>Choose a category</source>
            <translation>Pilih kategori</translation>
        </message>
        <message>
            <source>Item {id}</source>
            <translation>Item {id}</translation>
        </message>
        <message>
            <source>Not selected</source>
            <translation>Tidak dipilih</translation>
        </message>
        <message>
            <source>Nothing selected</source>
            <translation>Tidak ada yang dipilih</translation>
        </message>
        <message>
            <source>Product {sku}</source>
            <translation>Produk {sku}</translation>
        </message>
        <message numerus="yes">
            <source>{n} photos selected</source>
            <translation>
                <numerusform>{n} foto dipilih</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CatalogueFilters</name>
        <message>
            <source>All categories</source>
            <translation>Semua kategori</translation>
        </message>
        <message>
            <source>All imports</source>
            <translation>Semua impor</translation>
        </message>
        <message>
            <source>All photos</source>
            <translation>Semua foto</translation>
        </message>
        <message>
            <source>All products</source>
            <translation>Semua produk</translation>
        </message>
        <message>
            <source>All states</source>
            <translation>Semua status</translation>
        </message>
        <message>
            <source>Any date</source>
            <translation>Kapan saja</translation>
        </message>
        <message>
            <source>Any suggestion</source>
            <translation>Saran apa pun</translation>
        </message>
        <message>
            <source>Auto-accepted</source>
            <translation>Diterima otomatis</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>Kategori</translation>
        </message>
        <message>
            <source>Clear all filters</source>
            <translation>Hapus semua filter</translation>
        </message>
        <message>
            <source>Clear filters</source>
            <translation>Hapus filter</translation>
        </message>
        <message>
            <source>Confidence</source>
            <translation>Keyakinan</translation>
        </message>
        <message>
            <source>Confidence from</source>
            <translation>Keyakinan mulai</translation>
        </message>
        <message>
            <source>Confidence up to</source>
            <translation>Keyakinan sampai</translation>
        </message>
        <message>
            <source>Fewer filters</source>
            <translation>Lebih sedikit filter</translation>
        </message>
        <message>
            <source>First reviewed first</source>
            <translation>Tinjauan terlama dahulu</translation>
        </message>
        <message>
            <source>Group by</source>
            <translation>Kelompokkan menurut</translation>
        </message>
        <message>
            <source>Group by category</source>
            <translation>Kelompokkan per kategori</translation>
        </message>
        <message>
            <source>Group by state</source>
            <translation>Kelompokkan per status</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Impor</translation>
        </message>
        <message>
            <source>Last 30 days</source>
            <translation>30 hari terakhir</translation>
        </message>
        <message>
            <source>Last 7 days</source>
            <translation>7 hari terakhir</translation>
        </message>
        <message>
            <source>Last reviewed first</source>
            <translation>Tinjauan terbaru dahulu</translation>
        </message>
        <message>
            <source>Least confident first</source>
            <translation>Keyakinan terendah dahulu</translation>
        </message>
        <message>
            <source>More filters</source>
            <translation>Filter lainnya</translation>
        </message>
        <message>
            <source>More than 30 days ago</source>
            <translation>Lebih dari 30 hari</translation>
        </message>
        <message>
            <source>Most confident first</source>
            <translation>Keyakinan tertinggi dahulu</translation>
        </message>
        <message>
            <source>Near-duplicates</source>
            <translation>Hampir sama</translation>
        </message>
        <message>
            <source>Newest first</source>
            <translation>Terbaru dahulu</translation>
        </message>
        <message>
            <source>No category</source>
            <translation>Tanpa kategori</translation>
        </message>
        <message>
            <source>No grouping</source>
            <translation>Tanpa pengelompokan</translation>
        </message>
        <message>
            <source>Oldest first</source>
            <translation>Terlama dahulu</translation>
        </message>
        <message>
            <source>Path, A to Z</source>
            <translation>Lokasi, A sampai Z</translation>
        </message>
        <message>
            <source>Path, Z to A</source>
            <translation>Lokasi, Z sampai A</translation>
        </message>
        <message>
            <source>Product</source>
            <translation>Produk</translation>
        </message>
        <message>
            <source>Review date</source>
            <translation>Tanggal tinjauan</translation>
        </message>
        <message>
            <source>Reviewed</source>
            <translation>Ditinjau</translation>
        </message>
        <message>
            <source>Reviewed by</source>
            <translation>Ditinjau oleh</translation>
        </message>
        <message>
            <source>Reviewed by anyone</source>
            <translation>Oleh siapa pun</translation>
        </message>
        <message>
            <source>Reviewed today</source>
            <translation>Ditinjau hari ini</translation>
        </message>
        <message>
            <source>Search file names</source>
            <translation>Cari nama berkas</translation>
        </message>
        <message>
            <source>Sort by</source>
            <translation>Urutkan menurut</translation>
        </message>
        <message>
            <source>Sort by category</source>
            <translation>Menurut kategori</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Suggestion at the time of review</source>
            <translation>Saran saat ditinjau</translation>
        </message>
        <message>
            <source>To review</source>
            <translation>Perlu ditinjau</translation>
        </message>
        <message>
            <source>product: {sku}</source>
            <translation>produk: {sku}</translation>
        </message>
        <message>
            <source>suggested: {category}</source>
            <translation>disarankan: {category}</translation>
        </message>
        <message numerus="yes">
            <source>{when} · {n} photos</source>
            <translation>
                <numerusform>{when} · {n} foto</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CatalogueModel</name>
        <message>
            <source>Auto-accepted</source>
            <translation>Diterima otomatis</translation>
        </message>
        <message>
            <source>CATEGORY</source>
            <translation>KATEGORI</translation>
        </message>
        <message>
            <source>CONFIDENCE</source>
            <translation>KEYAKINAN</translation>
        </message>
        <message>
            <source>No category</source>
            <translation>Tanpa kategori</translation>
        </message>
        <message>
            <source>PHOTO</source>
            <translation>FOTO</translation>
        </message>
        <message>
            <source>PRODUCT</source>
            <translation>PRODUK</translation>
        </message>
        <message>
            <source>REVIEWED BY</source>
            <translation>OLEH</translation>
        </message>
        <message>
            <source>Reviewed</source>
            <translation>Ditinjau</translation>
        </message>
        <message>
            <source>STATE</source>
            <translation>STATUS</translation>
        </message>
        <message>
            <source>To review</source>
            <translation>Perlu ditinjau</translation>
        </message>
        <message>
            <source>WHEN</source>
            <translation>WAKTU</translation>
        </message>
        <message>
            <source>duplicate</source>
            <translation>duplikat</translation>
        </message>
        <message>
            <source>not a product photo</source>
            <translation>bukan foto produk</translation>
        </message>
        <message numerus="yes">
            <source>{n} near-duplicates</source>
            <translation>
                <numerusform>{n} foto hampir sama</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} near-duplicates · labelled the same</source>
            <translation>
                <numerusform>{n} foto hampir sama · labelnya sama</numerusform>
            </translation>
        </message>
        <message>
            <source>▲ not certified</source>
            <translation>▲ tidak bersertifikat</translation>
        </message>
        <message>
            <source>○ asked</source>
            <translation>○ ditanyakan</translation>
        </message>
        <message>
            <source>○ skipped</source>
            <translation>○ dilewati</translation>
        </message>
        <message>
            <source>○ to review</source>
            <translation>○ perlu ditinjau</translation>
        </message>
        <message>
            <source>✓ auto-accepted</source>
            <translation>✓ diterima otomatis</translation>
        </message>
        <message>
            <source>✓ reviewed</source>
            <translation>✓ ditinjau</translation>
        </message>
    </context>
    <context>
        <name>CataloguePage</name>
        <message>
            <source>Catalogue</source>
            <translation>Katalog</translation>
        </message>
        <message>
            <source>Change or clear the filters to see more.</source>
            <translation>Ubah atau hapus filter untuk melihat lebih banyak.</translation>
        </message>
        <message>
            <source>Clear all filters</source>
            <translation>Hapus semua filter</translation>
        </message>
        <message>
            <source>Clear filters</source>
            <translation>Hapus filter</translation>
        </message>
        <message>
            <source>Drop a folder, photos or a ZIP file anywhere on this window.</source>
            <translation>Jatuhkan folder, foto, atau berkas ZIP di mana saja pada jendela ini.</translation>
        </message>
        <message>
            <source>Import a folder…</source>
            <translation>Impor folder…</translation>
        </message>
        <message>
            <source>No matching photos</source>
            <translation>Tidak ada foto yang cocok</translation>
        </message>
        <message>
            <source>The catalogue is empty</source>
            <translation>Katalog masih kosong</translation>
        </message>
        <message>
            <source>counting…</source>
            <translation>menghitung…</translation>
        </message>
        <message numerus="yes">
            <source>{n} groups of near-duplicates</source>
            <translation>
                <numerusform>{n} kelompok foto hampir sama</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos</source>
            <translation>
                <numerusform>{n} foto</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CataloguePanel</name>
        <message numerus="yes">
            <source>All {n} photos are reviewed.</source>
            <translation>
                <numerusform>Seluruh {n} foto sudah ditinjau.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>At least {share} of {n} photos are labelled correctly</source>
            <translation>
                <numerusform>Setidaknya {share} dari {n} foto berlabel benar</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>At least {share} of {n} photos are labelled correctly, with {sure} confidence</source>
            <translation>
                <numerusform>Setidaknya {share} dari {n} foto berlabel benar, dengan keyakinan {sure}</numerusform>
            </translation>
        </message>
        <message>
            <source>How right is my catalogue?</source>
            <translation>Seberapa tepat katalog saya?</translation>
        </message>
        <message>
            <source>No photos yet.</source>
            <translation>Belum ada foto.</translation>
        </message>
        <message numerus="yes">
            <source>Nothing is known yet: none of {n} photos was reviewed.</source>
            <translation>
                <numerusform>Belum ada yang diketahui: belum satu pun dari {n} foto ditinjau.</numerusform>
            </translation>
        </message>
        <message>
            <source>auto-accepted by extension, not certified</source>
            <translation>diterima otomatis lewat perluasan, tidak bersertifikat</translation>
        </message>
        <message>
            <source>auto-accepted, certified</source>
            <translation>diterima otomatis, bersertifikat</translation>
        </message>
        <message>
            <source>auto-accepted, not certified</source>
            <translation>diterima otomatis, tidak bersertifikat</translation>
        </message>
        <message>
            <source>reviewed</source>
            <translation>ditinjau</translation>
        </message>
        <message>
            <source>to review</source>
            <translation>perlu ditinjau</translation>
        </message>
        <message>
            <source>{least}.</source>
            <translation>{least}.</translation>
        </message>
        <message>
            <source>{least}; {unknown}.</source>
            <translation>{least}; {unknown}.</translation>
        </message>
        <message numerus="yes">
            <source>{n} are still to review</source>
            <translation>
                <numerusform>{n} masih perlu ditinjau</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were accepted without a certificate</source>
            <translation>
                <numerusform>{n} diterima tanpa sertifikat</numerusform>
            </translation>
        </message>
        <message>
            <source>{one} and {other}</source>
            <translation>{one} dan {other}</translation>
        </message>
    </context>
    <context>
        <name>CatalogueView</name>
        <message>
            <source>Photos</source>
            <translation>Foto</translation>
        </message>
    </context>
    <context>
        <name>CategoriesPage</name>
        <message numerus="yes">
            <source> · {n} retired</source>
            <translation>
                <numerusform> · {n} nonaktif</numerusform>
            </translation>
        </message>
        <message>
            <source>A folder with one subfolder per category</source>
            <translation>Folder dengan satu subfolder per kategori</translation>
        </message>
        <message>
            <source>Add from a list…</source>
            <translation>Tambah dari daftar…</translation>
        </message>
        <message>
            <source>Add from folder names…</source>
            <translation>Tambah dari nama folder…</translation>
        </message>
        <message>
            <source>Back to photos</source>
            <translation>Kembali ke foto</translation>
        </message>
        <message>
            <source>Categories</source>
            <translation>Kategori</translation>
        </message>
        <message>
            <source>Example photos</source>
            <translation>Foto contoh</translation>
        </message>
        <message>
            <source>Name of a new category</source>
            <translation>Nama kategori baru</translation>
        </message>
        <message>
            <source>Name of a new category, then Enter</source>
            <translation>Nama kategori baru, lalu Enter</translation>
        </message>
        <message>
            <source>No reviewed photos of this category</source>
            <translation>Belum ada foto yang ditinjau dalam kategori ini</translation>
        </message>
        <message>
            <source>Only from a list…</source>
            <translation>Hanya dari daftar…</translation>
        </message>
        <message>
            <source>Only from folder names…</source>
            <translation>Hanya dari nama folder…</translation>
        </message>
        <message>
            <source>This workspace has no photos yet, so you can start with only your own categories. The model makes suggestions once it has learned from your first decisions.</source>
            <translation>Ruang kerja ini belum berisi foto, jadi Anda dapat memulai hanya dengan kategori sendiri. Model memberi saran setelah belajar dari keputusan pertama Anda.</translation>
        </message>
        <message numerus="yes">
            <source>{n} active</source>
            <translation>
                <numerusform>{n} aktif</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CategoriesPart</name>
        <message>
            <source>Categories to begin with</source>
            <translation>Kategori awal</translation>
        </message>
        <message>
            <source>Categories, one per line</source>
            <translation>Kategori, satu per baris</translation>
        </message>
        <message>
            <source>From a file…</source>
            <translation>Dari berkas…</translation>
        </message>
        <message>
            <source>From the folder names</source>
            <translation>Dari nama folder</translation>
        </message>
        <message>
            <source>My own: type or paste</source>
            <translation>Buat sendiri: ketik atau tempel</translation>
        </message>
        <message>
            <source>One category per line</source>
            <translation>Satu kategori per baris</translation>
        </message>
        <message>
            <source>Type at least one category.</source>
            <translation>Ketik setidaknya satu kategori.</translation>
        </message>
        <message>
            <source>{name} is listed twice.</source>
            <translation>{name} tercantum dua kali.</translation>
        </message>
        <message numerus="yes">
            <source>{n} categories</source>
            <translation>
                <numerusform>{n} kategori</numerusform>
            </translation>
        </message>
        <message>
            <source>{title} (known to the model)</source>
            <translation>{title} (dikenal model)</translation>
        </message>
        <message>
            <source>“{name}” cannot be used. {why}</source>
            <translation>“{name}” tidak dapat dipakai. {why}</translation>
        </message>
    </context>
    <context>
        <name>CategoryChanges</name>
        <message>
            <source>Show certificates</source>
            <translation>Tampilkan sertifikat</translation>
        </message>
        <message>
            <source>{name} is active again.</source>
            <translation>{name} aktif kembali.</translation>
        </message>
        <message>
            <source>{name} was added.</source>
            <translation>{name} telah ditambahkan.</translation>
        </message>
        <message>
            <source>{name} was retired.</source>
            <translation>{name} telah dinonaktifkan.</translation>
        </message>
        <message>
            <source>{old} was merged into {name}.</source>
            <translation>{old} telah digabungkan ke {name}.</translation>
        </message>
    </context>
    <context>
        <name>CategoryKeyDialog</name>
        <message>
            <source>Assign key</source>
            <translation>Tetapkan tombol</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Batal</translation>
        </message>
        <message>
            <source>Key for {name}</source>
            <translation>Tombol untuk {name}</translation>
        </message>
        <message>
            <source>Press the letter that chooses {name}. The first ten categories also have the digits.</source>
            <translation>Tekan huruf yang memilih {name}. Sepuluh kategori pertama juga mempunyai angka.</translation>
        </message>
        <message>
            <source>The key could not be saved ({why}). It applies until the window is closed.</source>
            <translation>Tombol itu tidak dapat disimpan ({why}). Berlaku sampai jendela ditutup.</translation>
        </message>
        <message>
            <source>{key} cannot choose a category. Press a letter without Ctrl or Alt.</source>
            <translation>{key} tidak dapat memilih kategori. Tekan sebuah huruf tanpa Ctrl atau Alt.</translation>
        </message>
        <message>
            <source>{key} is the key of {other}, which then gets another one.</source>
            <translation>{key} adalah tombol {other}, yang lalu mendapat tombol lain.</translation>
        </message>
        <message>
            <source>{key} is used for “{other}”. Press another key, or change that shortcut first.</source>
            <translation>{key} dipakai untuk “{other}”. Tekan tombol lain, atau ubah pintasan itu dahulu.</translation>
        </message>
        <message>
            <source>{key} will choose {name}.</source>
            <translation>{key} akan memilih {name}.</translation>
        </message>
    </context>
    <context>
        <name>CategoryPanel</name>
        <message>
            <source>New category name, then Enter</source>
            <translation>Nama kategori baru, lalu Enter</translation>
        </message>
        <message>
            <source>Search categories</source>
            <translation>Cari kategori</translation>
        </message>
    </context>
    <context>
        <name>CategoryRow</name>
        <message>
            <source>your label</source>
            <translation>label Anda</translation>
        </message>
        <message>
            <source>✓ </source>
            <translation>✓ </translation>
        </message>
    </context>
    <context>
        <name>CategoryStrip</name>
        <message>
            <source>Category for the selection</source>
            <translation>Kategori untuk foto yang dipilih</translation>
        </message>
    </context>
    <context>
        <name>CertificateFiles</name>
        <message>
            <source>Saving {file}…</source>
            <translation>Menyimpan {file}…</translation>
        </message>
        <message>
            <source>The certificate was saved to {file}.</source>
            <translation>Sertifikat telah disimpan ke {file}.</translation>
        </message>
        <message numerus="yes">
            <source>{n} photos were exported to {file}.</source>
            <translation>
                <numerusform>{n} foto telah diekspor ke {file}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CertificatePanel</name>
        <message>
            <source>Certificates</source>
            <translation>Sertifikat</translation>
        </message>
        <message>
            <source>No certificates yet. They appear here when an inspection passes.</source>
            <translation>Belum ada sertifikat. Sertifikat muncul di sini saat sebuah inspeksi lulus.</translation>
        </message>
        <message>
            <source>Page (*.html)</source>
            <translation>Halaman (*.html)</translation>
        </message>
        <message>
            <source>Review likely mistakes</source>
            <translation>Tinjau kemungkinan salah</translation>
        </message>
        <message>
            <source>Save labels…</source>
            <translation>Simpan label…</translation>
        </message>
        <message>
            <source>Save page…</source>
            <translation>Simpan halaman…</translation>
        </message>
        <message>
            <source>Save the certificate</source>
            <translation>Simpan sertifikat</translation>
        </message>
        <message>
            <source>Save the labels</source>
            <translation>Simpan label</translation>
        </message>
        <message>
            <source>Save the labels that the certificate covers</source>
            <translation>Simpan label yang dicakup sertifikat</translation>
        </message>
        <message>
            <source>Save the selected certificate as a page</source>
            <translation>Simpan sertifikat terpilih sebagai halaman</translation>
        </message>
        <message>
            <source>Table (*.csv)</source>
            <translation>Tabel (*.csv)</translation>
        </message>
    </context>
    <context>
        <name>ChosenPanel</name>
        <message>
            <source>All files of this import were read.</source>
            <translation>Semua berkas impor ini berhasil dibaca.</translation>
        </message>
        <message>
            <source>Also reads files that seem to be unchanged.</source>
            <translation>Berkas yang tampaknya tidak berubah juga dibaca.</translation>
        </message>
        <message>
            <source>DETAIL</source>
            <translation>RINCIAN</translation>
        </message>
        <message>
            <source>FILE</source>
            <translation>BERKAS</translation>
        </message>
        <message>
            <source>Files that could not be read</source>
            <translation>Berkas yang tidak dapat dibaca</translation>
        </message>
        <message>
            <source>List saved to {file}.</source>
            <translation>Daftar disimpan ke {file}.</translation>
        </message>
        <message>
            <source>REASON</source>
            <translation>ALASAN</translation>
        </message>
        <message>
            <source>Read all again</source>
            <translation>Baca ulang semua</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Lanjutkan</translation>
        </message>
        <message>
            <source>Revert</source>
            <translation>Batalkan</translation>
        </message>
        <message>
            <source>Revert import</source>
            <translation>Batalkan impor</translation>
        </message>
        <message>
            <source>Revert import…</source>
            <translation>Batalkan impor…</translation>
        </message>
        <message>
            <source>Save list as CSV…</source>
            <translation>Simpan daftar sebagai CSV…</translation>
        </message>
        <message>
            <source>Save the list</source>
            <translation>Simpan daftar</translation>
        </message>
        <message>
            <source>Table (*.csv)</source>
            <translation>Tabel (*.csv)</translation>
        </message>
        <message>
            <source>This import did not finish. What it read is kept; you can resume it.</source>
            <translation>Impor ini belum selesai. Yang sudah dibaca tersimpan; Anda dapat melanjutkannya.</translation>
        </message>
        <message>
            <source>This import is partly reverted. Revert it again to finish.</source>
            <translation>Impor ini baru dibatalkan sebagian. Batalkan lagi untuk menyelesaikannya.</translation>
        </message>
        <message>
            <source>This import is running.</source>
            <translation>Impor ini sedang berjalan.</translation>
        </message>
        <message>
            <source>This import was reverted. Its photos can be imported again.</source>
            <translation>Impor ini telah dibatalkan. Fotonya dapat diimpor lagi.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Coba lagi</translation>
        </message>
        <message numerus="yes">
            <source>and {n} more in {path}</source>
            <translation>
                <numerusform>dan {n} lagi dalam {path}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} files could not be read</source>
            <translation>
                <numerusform>{n} berkas tidak dapat dibaca</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos will be removed from the workspace, including those found again by later imports. The files stay where they are. No decisions are lost.</source>
            <translation>
                <numerusform>{n} foto akan dihapus dari ruang kerja, termasuk yang ditemukan lagi oleh impor berikutnya. Berkasnya tetap di tempatnya. Tidak ada keputusan yang hilang.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ComparisonView</name>
        <message>
            <source>AFTER</source>
            <translation>SESUDAH</translation>
        </message>
        <message>
            <source>Accuracy</source>
            <translation>Ketepatan</translation>
        </message>
        <message>
            <source>Accuracy on earlier data</source>
            <translation>Ketepatan pada data sebelumnya</translation>
        </message>
        <message>
            <source>After: {name}</source>
            <translation>Sesudah: {name}</translation>
        </message>
        <message>
            <source>BEFORE</source>
            <translation>SEBELUM</translation>
        </message>
        <message>
            <source>Before: {name}</source>
            <translation>Sebelum: {name}</translation>
        </message>
        <message>
            <source>CATEGORY</source>
            <translation>KATEGORI</translation>
        </message>
        <message>
            <source>Comparison</source>
            <translation>Perbandingan</translation>
        </message>
        <message>
            <source>Confusion matrix</source>
            <translation>Matriks kekeliruan</translation>
        </message>
        <message>
            <source>Confusion matrix after</source>
            <translation>Matriks kekeliruan sesudah</translation>
        </message>
        <message>
            <source>Confusion matrix before</source>
            <translation>Matriks kekeliruan sebelum</translation>
        </message>
        <message>
            <source>Log score (0 is best)</source>
            <translation>Skor log (0 terbaik)</translation>
        </message>
        <message>
            <source>Most frequent confusions</source>
            <translation>Kekeliruan paling sering</translation>
        </message>
        <message>
            <source>ON VALIDATION PHOTOS</source>
            <translation>PADA FOTO VALIDASI</translation>
        </message>
        <message>
            <source>PREDICTED AS</source>
            <translation>DIPREDIKSI SEBAGAI</translation>
        </message>
        <message>
            <source>Rows are categories, columns are predictions. Move with the arrow keys.</source>
            <translation>Baris adalah kategori, kolom adalah prediksi. Gunakan tombol panah untuk berpindah.</translation>
        </message>
        <message numerus="yes">
            <source>{category}, {n} photos</source>
            <translation>
                <numerusform>{category}, {n} foto</numerusform>
            </translation>
        </message>
        <message>
            <source>{gained} newly correct, {lost} newly wrong. In brackets: 95 % confidence interval.</source>
            <translation>{gained} kini benar, {lost} kini salah. Dalam kurung: interval kepercayaan 95 %.</translation>
        </message>
        <message>
            <source>{share} of {all}</source>
            <translation>{share} dari {all}</translation>
        </message>
    </context>
    <context>
        <name>ConfusionModel</name>
        <message numerus="yes">
            <source>{part} of {n} photos of {category} are classified as {said}</source>
            <translation>
                <numerusform>{part} dari {n} foto {category} diklasifikasikan sebagai {said}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{part} of {n} photos of {category} are classified correctly</source>
            <translation>
                <numerusform>{part} dari {n} foto {category} diklasifikasikan dengan benar</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CorrectionsCard</name>
        <message>
            <source>CHANGED TO</source>
            <translation>DIUBAH MENJADI</translation>
        </message>
        <message>
            <source>Corrections</source>
            <translation>Koreksi</translation>
        </message>
        <message>
            <source>Most frequent</source>
            <translation>Paling sering</translation>
        </message>
        <message>
            <source>Most frequent corrections</source>
            <translation>Koreksi paling sering</translation>
        </message>
        <message>
            <source>No suggestions confirmed or corrected yet. Corrections appear here once you review photos on the Review page.</source>
            <translation>Belum ada saran yang dikonfirmasi atau dikoreksi. Koreksi muncul di sini setelah Anda meninjau foto di halaman Tinjauan.</translation>
        </message>
        <message>
            <source>PHOTOS</source>
            <translation>FOTO</translation>
        </message>
        <message>
            <source>SHARE</source>
            <translation>BAGIAN</translation>
        </message>
        <message>
            <source>SUGGESTED</source>
            <translation>DISARANKAN</translation>
        </message>
        <message>
            <source>Suggestions and corrections</source>
            <translation>Saran dan koreksi</translation>
        </message>
        <message>
            <source>not a product photo</source>
            <translation>bukan foto produk</translation>
        </message>
        <message numerus="yes">
            <source>{n} × {suggested} → {said}</source>
            <translation>
                <numerusform>{n} × {suggested} → {said}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{share} of {n} suggestions were confirmed. Rows are suggestions, columns are decisions; press Enter or double-click a cell to list its photos. Photos labelled without suggestions are not counted.</source>
            <translation>
                <numerusform>{share} dari {n} saran dikonfirmasi. Baris adalah saran, kolom adalah keputusan; tekan Enter atau klik ganda sebuah sel untuk menampilkan fotonya. Foto yang dilabeli tanpa saran tidak dihitung.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CorrectionsModel</name>
        <message numerus="yes">
            <source>{part} of {n} photos suggested as {suggested} were changed to {said} ({s})</source>
            <translation>
                <numerusform>{part} dari {n} foto yang disarankan sebagai {suggested} diubah menjadi {said} ({s})</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{part} of {n} photos suggested as {suggested} were confirmed</source>
            <translation>
                <numerusform>{part} dari {n} foto yang disarankan sebagai {suggested} dikonfirmasi</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CurveView</name>
        <message>
            <source>Training curve</source>
            <translation>Kurva latihan</translation>
        </message>
        <message>
            <source>accuracy, %</source>
            <translation>ketepatan, %</translation>
        </message>
        <message>
            <source>epochs</source>
            <translation>epoch</translation>
        </message>
        <message>
            <source>on training photos</source>
            <translation>pada foto latih</translation>
        </message>
    </context>
    <context>
        <name>DecisionRow</name>
        <message>
            <source>Click to change this decision</source>
            <translation>Klik untuk mengubah keputusan ini</translation>
        </message>
        <message>
            <source>Open {path} again: {said}</source>
            <translation>Buka lagi {path}: {said}</translation>
        </message>
        <message>
            <source>was {name}</source>
            <translation>semula {name}</translation>
        </message>
    </context>
    <context>
        <name>ExportDialog</name>
        <message>
            <source>Auto-accepted</source>
            <translation>Diterima otomatis</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Batal</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Pilih…</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Ekspor</translation>
        </message>
        <message>
            <source>Export labels</source>
            <translation>Ekspor label</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>Link to the originals instead of copying them</source>
            <translation>Tautkan ke berkas asli, jangan disalin</translation>
        </message>
        <message>
            <source>Location of the new folder</source>
            <translation>Tempat folder baru</translation>
        </message>
        <message>
            <source>No photos to export.</source>
            <translation>Tidak ada foto untuk diekspor.</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Foto</translation>
        </message>
        <message>
            <source>Replace</source>
            <translation>Ganti</translation>
        </message>
        <message>
            <source>Replace the file?</source>
            <translation>Ganti berkasnya?</translation>
        </message>
        <message>
            <source>Reviewed</source>
            <translation>Ditinjau</translation>
        </message>
        <message>
            <source>Save to</source>
            <translation>Simpan ke</translation>
        </message>
        <message>
            <source>Saving over a link can change the original: copy a photo before you edit it.</source>
            <translation>Menyimpan ke sebuah tautan dapat mengubah foto aslinya: salin foto sebelum Anda menyuntingnya.</translation>
        </message>
        <message>
            <source>There is already a file named {file}.</source>
            <translation>Sudah ada berkas bernama {file}.</translation>
        </message>
        <message>
            <source>To review</source>
            <translation>Perlu ditinjau</translation>
        </message>
        <message numerus="yes">
            <source>{n} photos will be exported.</source>
            <translation>
                <numerusform>{n} foto akan diekspor.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FeedDialog</name>
        <message>
            <source>Allow addresses in local networks</source>
            <translation>Izinkan alamat di jaringan lokal</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Batal</translation>
        </message>
        <message>
            <source>Column: {name}</source>
            <translation>Kolom: {name}</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>Kolom</translation>
        </message>
        <message>
            <source>Detect</source>
            <translation>Deteksi otomatis</translation>
        </message>
        <message>
            <source>Download and import</source>
            <translation>Unduh dan impor</translation>
        </message>
        <message>
            <source>Encoding</source>
            <translation>Pengodean</translation>
        </message>
        <message>
            <source>First items</source>
            <translation>Item pertama</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Dari</translation>
        </message>
        <message>
            <source>Id</source>
            <translation>ID</translation>
        </message>
        <message>
            <source>Image</source>
            <translation>Gambar</translation>
        </message>
        <message>
            <source>Images</source>
            <translation>Gambar</translation>
        </message>
        <message>
            <source>Import a product feed</source>
            <translation>Impor feed produk</translation>
        </message>
        <message>
            <source>No images found. Choose the column of the images.</source>
            <translation>Tidak ada gambar. Pilih kolom gambar.</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Tidak ada</translation>
        </message>
        <message>
            <source>Only for a feed that you trust: its addresses could reach other devices.</source>
            <translation>Hanya untuk feed yang Anda percayai: alamatnya dapat menjangkau perangkat lain.</translation>
        </message>
        <message>
            <source>Product</source>
            <translation>Produk</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>Membaca…</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Judul</translation>
        </message>
        <message numerus="yes">
            <source>{format}, more than {n} items.</source>
            <translation>
                <numerusform>{format}, lebih dari {n} item.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{format}, {n} items.</source>
            <translation>
                <numerusform>{format}, {n} item.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} addresses cannot be used.</source>
            <translation>
                <numerusform>{n} alamat tidak dapat digunakan.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} have no image.</source>
            <translation>
                <numerusform>{n} tidak memiliki gambar.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} images will be downloaded from: {hosts}</source>
            <translation>
                <numerusform>{n} gambar akan diunduh dari: {hosts}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} more servers</source>
            <translation>
                <numerusform>{n} server lainnya</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FoldedHints</name>
        <message>
            <source>fewer</source>
            <translation>ringkas</translation>
        </message>
        <message>
            <source>more</source>
            <translation>lainnya</translation>
        </message>
    </context>
    <context>
        <name>FolderRow</name>
        <message>
            <source>Photos already imported from it are kept.</source>
            <translation>Foto yang sudah diimpor dari folder ini tetap ada.</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Hapus</translation>
        </message>
        <message>
            <source>Remove {path} from the watched folders</source>
            <translation>Hapus {path} dari folder pantauan</translation>
        </message>
        <message>
            <source>Watch</source>
            <translation>Pantau</translation>
        </message>
        <message>
            <source>Watch {path}</source>
            <translation>Pantau {path}</translation>
        </message>
    </context>
    <context>
        <name>FolderWatch</name>
        <message>
            <source>The watched folder {path} can be read again.</source>
            <translation>Folder pantauan {path} dapat dibaca lagi.</translation>
        </message>
        <message>
            <source>The watched folder {path} is available again.</source>
            <translation>Folder pantauan {path} tersedia kembali.</translation>
        </message>
    </context>
    <context>
        <name>GridCommands</name>
        <message numerus="yes">
            <source>Saving {n} decisions…</source>
            <translation>
                <numerusform>Menyimpan {n} keputusan…</numerusform>
            </translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Urungkan</translation>
        </message>
        <message numerus="yes">
            <source>Undo {n}</source>
            <translation>
                <numerusform>Urungkan {n}</numerusform>
            </translation>
        </message>
        <message>
            <source>Undoing the last action…</source>
            <translation>Mengurungkan tindakan terakhir…</translation>
        </message>
        <message numerus="yes">
            <source>{n} have new suggestions: group again to see them (F5).</source>
            <translation>
                <numerusform>{n} foto punya saran baru: kelompokkan ulang untuk melihatnya (F5).</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} must now be reviewed one by one, without suggestions.</source>
            <translation>
                <numerusform>{n} foto kini harus ditinjau satu per satu, tanpa saran.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos were not changed.</source>
            <translation>
                <numerusform>{n} foto tidak diubah.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were handled by someone else, or are on their screen.</source>
            <translation>
                <numerusform>{n} foto sudah ditangani orang lain, atau ada di layar mereka.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GridFooter</name>
        <message>
            <source>Size</source>
            <translation>Ukuran</translation>
        </message>
        <message>
            <source>Thumbnail size</source>
            <translation>Ukuran gambar kecil</translation>
        </message>
    </context>
    <context>
        <name>GridHeader</name>
        <message>
            <source>Grid</source>
            <translation>Kisi</translation>
        </message>
        <message>
            <source>grouping more…</source>
            <translation>masih mengelompokkan…</translation>
        </message>
        <message numerus="yes">
            <source>{n} groups</source>
            <translation>
                <numerusform>{n} kelompok</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} more (F5)</source>
            <translation>
                <numerusform>{n} lagi (F5)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos</source>
            <translation>
                <numerusform>{n} foto</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GridPage</name>
        <message>
            <source>All done</source>
            <translation>Semua selesai</translation>
        </message>
        <message>
            <source>Drop a folder, photos or a ZIP file anywhere on this window.</source>
            <translation>Jatuhkan folder, foto, atau berkas ZIP di mana saja pada jendela ini.</translation>
        </message>
        <message>
            <source>Every photo is reviewed or auto-accepted.</source>
            <translation>Setiap foto sudah ditinjau atau diterima otomatis.</translation>
        </message>
        <message>
            <source>Go to Review</source>
            <translation>Buka Tinjauan</translation>
        </message>
        <message>
            <source>Grid</source>
            <translation>Kisi</translation>
        </message>
        <message>
            <source>Import a folder…</source>
            <translation>Impor folder…</translation>
        </message>
        <message>
            <source>Nothing to group</source>
            <translation>Tidak ada yang dapat dikelompokkan</translation>
        </message>
        <message>
            <source>The catalogue is empty</source>
            <translation>Katalog masih kosong</translation>
        </message>
        <message>
            <source>The photos that are left are on other screens</source>
            <translation>Foto yang tersisa sedang dibuka di layar lain</translation>
        </message>
        <message>
            <source>The remaining photos have no visible suggestion or were put aside. Review them one by one.</source>
            <translation>Foto yang tersisa tidak menampilkan saran atau ditunda. Tinjau satu per satu.</translation>
        </message>
        <message>
            <source>They appear here if they are left there without a decision, within minutes.</source>
            <translation>Foto itu muncul di sini dalam beberapa menit jika ditinggalkan di sana tanpa keputusan.</translation>
        </message>
        <message numerus="yes">
            <source>confirm all {n} suggestions</source>
            <translation>
                <numerusform>konfirmasi semua {n} saran</numerusform>
            </translation>
        </message>
        <message>
            <source>confirm as {name}</source>
            <translation>konfirmasi sebagai {name}</translation>
        </message>
        <message numerus="yes">
            <source>confirm {n} as {name}</source>
            <translation>
                <numerusform>konfirmasi {n} sebagai {name}</numerusform>
            </translation>
        </message>
        <message>
            <source>not selected</source>
            <translation>tidak dipilih</translation>
        </message>
        <message>
            <source>selected</source>
            <translation>dipilih</translation>
        </message>
        <message numerus="yes">
            <source>{n} similar photos</source>
            <translation>
                <numerusform>{n} foto serupa</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} ungrouped photos</source>
            <translation>
                <numerusform>{n} foto tanpa kelompok</numerusform>
            </translation>
        </message>
        <message>
            <source>{place} of {all}, {group}, {chosen}, {path}</source>
            <translation>{place} dari {all}, {group}, {chosen}, {path}</translation>
        </message>
    </context>
    <context>
        <name>GridView</name>
        <message>
            <source>Similar photos</source>
            <translation>Foto serupa</translation>
        </message>
        <message>
            <source>left out</source>
            <translation>tidak ikut</translation>
        </message>
    </context>
    <context>
        <name>GuideView</name>
        <message>
            <source>Guide</source>
            <translation>Panduan</translation>
        </message>
    </context>
    <context>
        <name>GuideWindow</name>
        <message>
            <source>Back</source>
            <translation>Kembali</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Tutup</translation>
        </message>
        <message>
            <source>Guide to Second Look</source>
            <translation>Panduan Second Look</translation>
        </message>
        <message>
            <source>Not found</source>
            <translation>Tidak ditemukan</translation>
        </message>
        <message>
            <source>Pages of the guide</source>
            <translation>Halaman panduan</translation>
        </message>
        <message>
            <source>Search the guide</source>
            <translation>Cari di panduan</translation>
        </message>
        <message numerus="yes">
            <source>on {n} pages</source>
            <translation>
                <numerusform>di {n} halaman</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Host</name>
        <message>
            <source>A model is being trained</source>
            <translation>Sebuah model sedang dilatih</translation>
        </message>
        <message>
            <source>Close without saving</source>
            <translation>Tutup tanpa menyimpan</translation>
        </message>
        <message>
            <source>Closing cancels the retraining. Your decisions are kept.</source>
            <translation>Jika ditutup, pelatihan ulang dibatalkan. Keputusan Anda tetap tersimpan.</translation>
        </message>
        <message>
            <source>Decisions are not saved</source>
            <translation>Keputusan belum tersimpan</translation>
        </message>
        <message>
            <source>Stop and close</source>
            <translation>Hentikan dan tutup</translation>
        </message>
        <message>
            <source>{name} – Second Look</source>
            <translation>{name} – Second Look</translation>
        </message>
        <message numerus="yes">
            <source>{n} decisions are not saved, because the database server does not answer. Closing loses them.</source>
            <translation>
                <numerusform>{n} keputusan belum tersimpan karena server basis data tidak menjawab. Jika ditutup, keputusan itu hilang.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HoverExamples</name>
        <message>
            <source>No reviewed photos yet</source>
            <translation>Belum ada foto yang ditinjau</translation>
        </message>
    </context>
    <context>
        <name>ImportsPage</name>
        <message>
            <source>ALREADY IMPORTED</source>
            <translation>SUDAH DIIMPOR</translation>
        </message>
        <message>
            <source>Add files or ZIP…</source>
            <translation>Tambah berkas atau ZIP…</translation>
        </message>
        <message>
            <source>Add folder…</source>
            <translation>Tambah folder…</translation>
        </message>
        <message>
            <source>Cancel the import</source>
            <translation>Batalkan impor</translation>
        </message>
        <message>
            <source>Change product grouping</source>
            <translation>Ubah pengelompokan produk</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>Ubah…</translation>
        </message>
        <message>
            <source>Choose another model</source>
            <translation>Pilih model lain</translation>
        </message>
        <message>
            <source>Choose another…</source>
            <translation>Pilih yang lain…</translation>
        </message>
        <message>
            <source>Drop a folder, photos or a ZIP file anywhere on this window.</source>
            <translation>Jatuhkan folder, foto, atau berkas ZIP di mana saja pada jendela ini.</translation>
        </message>
        <message>
            <source>FOUND</source>
            <translation>DITEMUKAN</translation>
        </message>
        <message>
            <source>FROM</source>
            <translation>DARI</translation>
        </message>
        <message>
            <source>Import a folder…</source>
            <translation>Impor folder…</translation>
        </message>
        <message>
            <source>Import progress</source>
            <translation>Kemajuan impor</translation>
        </message>
        <message>
            <source>Imports</source>
            <translation>Impor</translation>
        </message>
        <message>
            <source>NEW</source>
            <translation>BARU</translation>
        </message>
        <message>
            <source>New photos in a watched folder are imported automatically.</source>
            <translation>Foto baru di folder pantauan diimpor secara otomatis.</translation>
        </message>
        <message>
            <source>No photos imported yet</source>
            <translation>Belum ada foto yang diimpor</translation>
        </message>
        <message>
            <source>Product grouping</source>
            <translation>Pengelompokan produk</translation>
        </message>
        <message>
            <source>STATE</source>
            <translation>STATUS</translation>
        </message>
        <message>
            <source>Start with my own categories…</source>
            <translation>Mulai dengan kategori saya sendiri…</translation>
        </message>
        <message>
            <source>UNREADABLE</source>
            <translation>TIDAK TERBACA</translation>
        </message>
        <message>
            <source>WHEN</source>
            <translation>WAKTU</translation>
        </message>
        <message>
            <source>Watch a folder…</source>
            <translation>Pantau folder…</translation>
        </message>
        <message>
            <source>from a watched folder: {path}</source>
            <translation>dari folder pantauan: {path}</translation>
        </message>
        <message numerus="yes">
            <source>{n} imported</source>
            <translation>
                <numerusform>{n} diimpor</numerusform>
            </translation>
        </message>
        <message>
            <source>{rule}, except for product feeds</source>
            <translation>{rule}, kecuali untuk feed produk</translation>
        </message>
        <message>
            <source>■ cancelled</source>
            <translation>■ dibatalkan</translation>
        </message>
        <message>
            <source>■ reverted</source>
            <translation>■ dibatalkan</translation>
        </message>
        <message>
            <source>▲ failed</source>
            <translation>▲ gagal</translation>
        </message>
        <message>
            <source>▲ interrupted</source>
            <translation>▲ terputus</translation>
        </message>
        <message>
            <source>▲ partly reverted</source>
            <translation>▲ dibatalkan sebagian</translation>
        </message>
        <message>
            <source>● running</source>
            <translation>● berjalan</translation>
        </message>
        <message>
            <source>✓ done</source>
            <translation>✓ selesai</translation>
        </message>
    </context>
    <context>
        <name>InsightsPage</name>
        <message>
            <source>Accuracy</source>
            <translation>Ketepatan</translation>
        </message>
        <message>
            <source>Corrections</source>
            <translation>Koreksi</translation>
        </message>
        <message>
            <source>Insights</source>
            <translation>Wawasan</translation>
        </message>
        <message>
            <source>Learning</source>
            <translation>Pembelajaran</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Orang</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Kemajuan</translation>
        </message>
        <message>
            <source>Sections of this page</source>
            <translation>Bagian halaman ini</translation>
        </message>
    </context>
    <context>
        <name>InspectionPanel</name>
        <message>
            <source>INSPECT IMPORTED LABELS</source>
            <translation>INSPEKSI LABEL IMPOR</translation>
        </message>
        <message>
            <source>VERIFY AUTOMATIC LABELS</source>
            <translation>VERIFIKASI LABEL OTOMATIS</translation>
        </message>
        <message>
            <source>older photos: all stages used · newer photos: {left} left</source>
            <translation>foto lama: semua tahap terpakai · foto baru: sisa {left}</translation>
        </message>
        <message numerus="yes">
            <source>{spent} of {n} stages used</source>
            <translation>
                <numerusform>{spent} dari {n} tahap terpakai</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Inspections</name>
        <message numerus="yes">
            <source>An inspection of {n} imported labels has started.</source>
            <translation>
                <numerusform>Inspeksi {n} label impor dimulai.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>An inspection of {n} photos has started.</source>
            <translation>
                <numerusform>Inspeksi atas {n} foto telah dimulai.</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose the right category, or Right arrow if the label is right.</source>
            <translation>Pilih kategori yang benar, atau panah kanan jika labelnya benar.</translation>
        </message>
        <message>
            <source>Continue reviewing</source>
            <translation>Lanjut meninjau</translation>
        </message>
        <message>
            <source>Review likely mistakes</source>
            <translation>Tinjau kemungkinan salah</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Tampilkan</translation>
        </message>
        <message>
            <source>The inspection was cancelled. Your decisions are kept.</source>
            <translation>Inspeksi dibatalkan. Keputusan Anda tetap tersimpan.</translation>
        </message>
        <message>
            <source>The model disagrees with none of these labels.</source>
            <translation>Model tidak berbeda pendapat dengan satu pun label ini.</translation>
        </message>
        <message numerus="yes">
            <source>{n} checks and as many other photos now appear without suggestions.</source>
            <translation>
                <numerusform>{n} pemeriksaan dan foto lain sejumlah itu kini muncul tanpa saran.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} checks now appear without their labels.</source>
            <translation>
                <numerusform>{n} pemeriksaan kini muncul tanpa labelnya.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} likely mistakes, most confident first.</source>
            <translation>
                <numerusform>{n} kemungkinan salah, yang paling yakin lebih dulu.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>JobMessages</name>
        <message>
            <source>It continues by itself as soon as the server answers.</source>
            <translation>Pekerjaan berlanjut dengan sendirinya begitu server menjawab.</translation>
        </message>
        <message>
            <source>Model {name} is active.</source>
            <translation>Model {name} aktif.</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Lanjutkan</translation>
        </message>
        <message>
            <source>Resume it? The photos read so far are kept.</source>
            <translation>Lanjutkan? Foto yang sudah dibaca tetap tersimpan.</translation>
        </message>
        <message>
            <source>Roll back</source>
            <translation>Kembalikan versi</translation>
        </message>
        <message>
            <source>See why</source>
            <translation>Lihat alasannya</translation>
        </message>
        <message>
            <source>Show files</source>
            <translation>Tampilkan berkas</translation>
        </message>
        <message numerus="yes">
            <source>The import of labels was reverted: {n} photos changed.</source>
            <translation>
                <numerusform>Impor label dibatalkan: {n} foto berubah.</numerusform>
            </translation>
        </message>
        <message>
            <source>The import was cancelled. The photos read so far are kept.</source>
            <translation>Impor dihentikan. Foto yang sudah dibaca tetap tersimpan.</translation>
        </message>
        <message numerus="yes">
            <source>The import was reverted: {n} photos were removed from the workspace.</source>
            <translation>
                <numerusform>Impor dibatalkan: {n} foto dikeluarkan dari ruang kerja.</numerusform>
            </translation>
        </message>
        <message>
            <source>The last import was interrupted.</source>
            <translation>Impor terakhir terputus.</translation>
        </message>
        <message>
            <source>The previous model is active again.</source>
            <translation>Model sebelumnya aktif kembali.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Coba lagi</translation>
        </message>
        <message>
            <source>Try again once it answers.</source>
            <translation>Coba lagi setelah server menjawab.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Urungkan</translation>
        </message>
        <message>
            <source>{job}: the database server stopped answering.</source>
            <translation>{job}: server basis data berhenti menjawab.</translation>
        </message>
        <message numerus="yes">
            <source>{n} decisions belong to retired categories and were left out.</source>
            <translation>
                <numerusform>{n} keputusan termasuk kategori nonaktif dan tidak disertakan.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} reviewed photos were left out: their thumbnails are missing.</source>
            <translation>
                <numerusform>{n} foto yang ditinjau tidak disertakan: gambar kecilnya tidak ada.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} suggestions were removed.</source>
            <translation>
                <numerusform>{n} saran dihapus.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>JobRow</name>
        <message>
            <source>Cancel</source>
            <translation>Batal</translation>
        </message>
    </context>
    <context>
        <name>KeyField</name>
        <message>
            <source>New shortcut</source>
            <translation>Pintasan baru</translation>
        </message>
        <message>
            <source>Press a key</source>
            <translation>Tekan sebuah tombol</translation>
        </message>
    </context>
    <context>
        <name>KeysDialog</name>
        <message>
            <source>Assign key</source>
            <translation>Tetapkan tombol</translation>
        </message>
        <message>
            <source>COMMAND</source>
            <translation>PERINTAH</translation>
        </message>
        <message>
            <source>Change shortcuts</source>
            <translation>Ubah pintasan</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Tutup</translation>
        </message>
        <message>
            <source>Commands and shortcuts</source>
            <translation>Perintah dan pintasan</translation>
        </message>
        <message>
            <source>Number keys choose categories by position and cannot be changed.</source>
            <translation>Tombol angka memilih kategori menurut urutan dan tidak dapat diubah.</translation>
        </message>
        <message>
            <source>Press the new key for “{name}” in the field below.</source>
            <translation>Tekan tombol baru untuk “{name}” pada kolom di bawah.</translation>
        </message>
        <message>
            <source>Reset all</source>
            <translation>Atur ulang semua</translation>
        </message>
        <message>
            <source>SHORTCUTS</source>
            <translation>PINTASAN</translation>
        </message>
        <message>
            <source>The shortcuts could not be saved ({why}). They apply until the window is closed.</source>
            <translation>Pintasan tidak dapat disimpan ({why}). Pintasan berlaku sampai jendela ditutup.</translation>
        </message>
        <message>
            <source>WHERE</source>
            <translation>TEMPAT</translation>
        </message>
        <message>
            <source>everywhere</source>
            <translation>di mana saja</translation>
        </message>
        <message>
            <source>{key} is already used for “{other}”. Assigning it here removes it there.</source>
            <translation>{key} sudah dipakai untuk “{other}”. Jika ditetapkan di sini, di sana akan dihapus.</translation>
        </message>
    </context>
    <context>
        <name>KeysOverlay</name>
        <message>
            <source>Everywhere</source>
            <translation>Di mana saja</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Pintasan papan tombol</translation>
        </message>
        <message>
            <source>close</source>
            <translation>tutup</translation>
        </message>
    </context>
    <context>
        <name>LabelsDialog</name>
        <message>
            <source>A folder with labelled photos</source>
            <translation>Folder berisi foto berlabel</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Batal</translation>
        </message>
        <message>
            <source>Choose a file or a folder with labels.</source>
            <translation>Pilih berkas atau folder yang berisi label.</translation>
        </message>
        <message>
            <source>Column: {name}</source>
            <translation>Kolom: {name}</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>Kolom</translation>
        </message>
        <message>
            <source>Decisions of people</source>
            <translation>Keputusan orang</translation>
        </message>
        <message>
            <source>Detect</source>
            <translation>Deteksi otomatis</translation>
        </message>
        <message>
            <source>Encoding</source>
            <translation>Pengodean</translation>
        </message>
        <message>
            <source>File…</source>
            <translation>Berkas…</translation>
        </message>
        <message>
            <source>First rows</source>
            <translation>Baris pertama</translation>
        </message>
        <message>
            <source>Folder…</source>
            <translation>Folder…</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Dari</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Impor</translation>
        </message>
        <message>
            <source>Import as</source>
            <translation>Impor sebagai</translation>
        </message>
        <message>
            <source>Import labels</source>
            <translation>Impor label</translation>
        </message>
        <message>
            <source>Import photos that are not in the workspace</source>
            <translation>Impor foto yang belum ada di ruang kerja</translation>
        </message>
        <message>
            <source>It is not UTF-8, but perhaps Windows (cp1252): check the letters.</source>
            <translation>Ini bukan UTF-8, tetapi mungkin Windows (cp1252): periksa huruf-hurufnya.</translation>
        </message>
        <message>
            <source>Label</source>
            <translation>Label</translation>
        </message>
        <message>
            <source>Leave the photo out</source>
            <translation>Lewatkan fotonya</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Tidak ada</translation>
        </message>
        <message>
            <source>Operator</source>
            <translation>Operator</translation>
        </message>
        <message>
            <source>Operator if none is named</source>
            <translation>Operator jika tidak disebut</translation>
        </message>
        <message>
            <source>Photo</source>
            <translation>Foto</translation>
        </message>
        <message>
            <source>Photos with several annotations</source>
            <translation>Foto dengan beberapa anotasi</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>Membaca…</translation>
        </message>
        <message>
            <source>Score</source>
            <translation>Skor</translation>
        </message>
        <message>
            <source>Several annotations</source>
            <translation>Beberapa anotasi</translation>
        </message>
        <message>
            <source>Suggestions of a model</source>
            <translation>Saran sebuah model</translation>
        </message>
        <message>
            <source>Take the largest</source>
            <translation>Pakai yang terbesar</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Waktu</translation>
        </message>
        <message>
            <source>Windows (cp1252)</source>
            <translation>Windows (cp1252)</translation>
        </message>
        <message numerus="yes">
            <source>{format}, more than {n} rows.</source>
            <translation>
                <numerusform>{format}, lebih dari {n} baris.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{format}, {n} rows.</source>
            <translation>
                <numerusform>{format}, {n} baris.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LanguageMenu</name>
        <message>
            <source>Language</source>
            <translation>Bahasa</translation>
        </message>
        <message>
            <source>System default</source>
            <translation>Bawaan sistem</translation>
        </message>
    </context>
    <context>
        <name>LanguageSwitch</name>
        <message>
            <source>The language changes as soon as the running jobs have ended.</source>
            <translation>Bahasa berubah setelah tugas yang berjalan selesai.</translation>
        </message>
    </context>
    <context>
        <name>LastDecisions</name>
        <message>
            <source>Recent decisions appear here.</source>
            <translation>Keputusan terakhir tampil di sini.</translation>
        </message>
        <message>
            <source>kept here</source>
            <translation>di komputer ini</translation>
        </message>
        <message>
            <source>not saved</source>
            <translation>belum tersimpan</translation>
        </message>
        <message>
            <source>saving…</source>
            <translation>menyimpan…</translation>
        </message>
    </context>
    <context>
        <name>LearningCard</name>
        <message>
            <source>95 % INTERVAL</source>
            <translation>RENTANG 95 %</translation>
        </message>
        <message>
            <source>ACCURACY</source>
            <translation>KETEPATAN</translation>
        </message>
        <message>
            <source>Accuracy of each version on validation photos, by number of training photos. A filled dot was better than the previous version, a ring was not. The bars are 95 % intervals. The number of validation photos grows over time.</source>
            <translation>Ketepatan setiap versi pada foto validasi, menurut jumlah foto latih. Titik penuh lebih baik daripada versi sebelumnya, lingkaran tidak. Garis tegak adalah interval 95 %. Jumlah foto validasi bertambah seiring waktu.</translation>
        </message>
        <message>
            <source>No retraining yet. Review some photos, then choose Retrain now on the Models page. Each new version appears here.</source>
            <translation>Belum ada pelatihan ulang. Tinjau beberapa foto, lalu pilih Latih ulang sekarang di halaman Model. Setiap versi baru muncul di sini.</translation>
        </message>
        <message>
            <source>RESULT</source>
            <translation>HASIL</translation>
        </message>
        <message>
            <source>TRAINING PHOTOS</source>
            <translation>FOTO LATIH</translation>
        </message>
        <message>
            <source>Training history</source>
            <translation>Riwayat pelatihan</translation>
        </message>
        <message>
            <source>Training history, newest first</source>
            <translation>Riwayat pelatihan, terbaru dahulu</translation>
        </message>
        <message>
            <source>VALIDATION PHOTOS</source>
            <translation>FOTO VALIDASI</translation>
        </message>
        <message>
            <source>VERSION</source>
            <translation>VERSI</translation>
        </message>
        <message>
            <source>WHEN</source>
            <translation>WAKTU</translation>
        </message>
        <message>
            <source>accuracy on validation photos, %</source>
            <translation>ketepatan pada foto validasi, %</translation>
        </message>
        <message>
            <source>better</source>
            <translation>lebih baik</translation>
        </message>
        <message>
            <source>inconclusive</source>
            <translation>belum pasti</translation>
        </message>
        <message>
            <source>not better</source>
            <translation>tidak lebih baik</translation>
        </message>
        <message>
            <source>training photos</source>
            <translation>foto latih</translation>
        </message>
        <message numerus="yes">
            <source>{version}: {n} training photos, {share} accuracy</source>
            <translation>
                <numerusform>{version}: {n} foto latih, ketepatan {share}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LearningPanel</name>
        <message>
            <source>A draft of the model follows your decisions within seconds and makes the next suggestions, as long as it is not worse on the validation photos. Retraining makes a new version of the model.</source>
            <translation>Draf model mengikuti keputusan Anda dalam hitungan detik dan memberi saran berikutnya, selama hasilnya pada foto validasi tidak lebih buruk. Pelatihan ulang menghasilkan versi baru model.</translation>
        </message>
        <message>
            <source>Live learning</source>
            <translation>Pembelajaran langsung</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Catalogue</source>
            <translation>Katalog</translation>
        </message>
        <message>
            <source>Drop a workspace to open it, or photos to start one</source>
            <translation>Jatuhkan ruang kerja untuk membukanya, atau foto untuk memulai yang baru</translation>
        </message>
        <message>
            <source>Drop to import</source>
            <translation>Jatuhkan untuk mengimpor</translation>
        </message>
        <message>
            <source>Grid</source>
            <translation>Kisi</translation>
        </message>
        <message>
            <source>Imports</source>
            <translation>Impor</translation>
        </message>
        <message>
            <source>Insights</source>
            <translation>Wawasan</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Model</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Tinjauan</translation>
        </message>
        <message>
            <source>Second Look</source>
            <translation>Second Look</translation>
        </message>
    </context>
    <context>
        <name>MessageBar</name>
        <message>
            <source>Copy details</source>
            <translation>Salin rincian</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>Tutup</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Pesan</translation>
        </message>
    </context>
    <context>
        <name>MistakesPart</name>
        <message numerus="yes">
            <source> The first {n} are listed.</source>
            <translation>
                <numerusform> {n} yang pertama ditampilkan.</numerusform>
            </translation>
        </message>
        <message>
            <source>At least 50 reviewed photos are needed.</source>
            <translation>Diperlukan sedikitnya 50 foto yang sudah ditinjau.</translation>
        </message>
        <message>
            <source>At least 50 reviewed photos of several categories, scored by the same model version, are needed.</source>
            <translation>Diperlukan sedikitnya 50 foto yang sudah ditinjau dari beberapa kategori dan dinilai versi model yang sama.</translation>
        </message>
        <message>
            <source>CONFIDENCE</source>
            <translation>KEPERCAYAAN</translation>
        </message>
        <message>
            <source>Find labels to check</source>
            <translation>Cari label yang perlu diperiksa</translation>
        </message>
        <message>
            <source>LABEL</source>
            <translation>LABEL</translation>
        </message>
        <message>
            <source>Lists labels that the model disagrees with.</source>
            <translation>Menampilkan label yang tidak sesuai dengan pendapat model.</translation>
        </message>
        <message numerus="yes">
            <source>Nothing worth a second look in {n} decisions.</source>
            <translation>
                <numerusform>Tidak ada yang perlu dilihat lagi di antara {n} keputusan.</numerusform>
            </translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Buka</translation>
        </message>
        <message>
            <source>PHOTO</source>
            <translation>FOTO</translation>
        </message>
        <message>
            <source>SUGGESTED</source>
            <translation>DISARANKAN</translation>
        </message>
        <message>
            <source>Worth a second look</source>
            <translation>Perlu dilihat lagi</translation>
        </message>
        <message numerus="yes">
            <source>{n} of {all} decisions are worth a second look.</source>
            <translation>
                <numerusform>{n} dari {all} keputusan perlu dilihat lagi.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ModelCare</name>
        <message>
            <source>To use that model again, restore its folder under models and activate it.</source>
            <translation>Untuk memakai model itu lagi, pulihkan foldernya di models lalu aktifkan.</translation>
        </message>
    </context>
    <context>
        <name>ModelExportDialog</name>
        <message>
            <source>As one ZIP file</source>
            <translation>Sebagai satu berkas ZIP</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Batal</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Pilih…</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Ekspor</translation>
        </message>
        <message>
            <source>Export model</source>
            <translation>Ekspor model</translation>
        </message>
        <message>
            <source>For use in other programs: the model with the preparation of photos, its categories and an example.</source>
            <translation>Untuk dipakai di program lain: model beserta penyiapan foto, kategorinya, dan sebuah contoh.</translation>
        </message>
        <message>
            <source>Format</source>
            <translation>Format</translation>
        </message>
        <message>
            <source>It needs a library: pip install 'hitl-app[{extra}]'.</source>
            <translation>Format ini memerlukan pustaka: pip install 'hitl-app[{extra}]'.</translation>
        </message>
        <message>
            <source>Location of the export</source>
            <translation>Tempat hasil ekspor</translation>
        </message>
        <message>
            <source>Model version</source>
            <translation>Versi model</translation>
        </message>
        <message>
            <source>Replace</source>
            <translation>Ganti</translation>
        </message>
        <message>
            <source>Replace the export?</source>
            <translation>Ganti hasil ekspor?</translation>
        </message>
        <message>
            <source>Save to</source>
            <translation>Simpan ke</translation>
        </message>
        <message>
            <source>There is already something named {file}. An earlier export is replaced.</source>
            <translation>Sudah ada sesuatu bernama {file}. Hasil ekspor sebelumnya akan diganti.</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>Versi</translation>
        </message>
        <message numerus="yes">
            <source>With live learning from {n} training photos</source>
            <translation>
                <numerusform>Dengan pembelajaran langsung dari {n} foto latih</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ModelsPage</name>
        <message>
            <source>FROM</source>
            <translation>DARI</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Model</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>Ikhtisar</translation>
        </message>
        <message>
            <source>RESULT</source>
            <translation>HASIL</translation>
        </message>
        <message>
            <source>Retraining</source>
            <translation>Pelatihan ulang</translation>
        </message>
        <message>
            <source>Sections of this page</source>
            <translation>Bagian halaman ini</translation>
        </message>
        <message>
            <source>TO</source>
            <translation>KE</translation>
        </message>
        <message>
            <source>Targets and review rules</source>
            <translation>Target dan aturan peninjauan</translation>
        </message>
        <message>
            <source>Training history</source>
            <translation>Riwayat pelatihan</translation>
        </message>
        <message>
            <source>WHEN</source>
            <translation>WAKTU</translation>
        </message>
        <message numerus="yes">
            <source>{n} training photos</source>
            <translation>
                <numerusform>{n} foto latih</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} validation photos</source>
            <translation>
                <numerusform>{n} foto validasi</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NewWorkspaceDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Batal</translation>
        </message>
        <message>
            <source>Categories</source>
            <translation>Kategori</translation>
        </message>
        <message>
            <source>Change where the labels are saved</source>
            <translation>Ubah tempat label disimpan</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>Ubah…</translation>
        </message>
        <message>
            <source>Create workspace</source>
            <translation>Buat ruang kerja</translation>
        </message>
        <message>
            <source>Folder for the new workspace</source>
            <translation>Folder untuk ruang kerja baru</translation>
        </message>
        <message>
            <source>It is chosen when the first photos are imported.</source>
            <translation>Model dipilih saat foto pertama diimpor.</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>Model</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nama</translation>
        </message>
        <message>
            <source>Name of the workspace</source>
            <translation>Nama ruang kerja</translation>
        </message>
        <message>
            <source>New workspace</source>
            <translation>Ruang kerja baru</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Foto</translation>
        </message>
        <message>
            <source>Sample</source>
            <translation>Contoh</translation>
        </message>
        <message>
            <source>Saved in</source>
            <translation>Disimpan di</translation>
        </message>
        <message>
            <source>There is already a workspace in this folder. Choose another name.</source>
            <translation>Folder ini sudah berisi ruang kerja. Pilih nama lain.</translation>
        </message>
        <message>
            <source>This folder is among your photos. Another place keeps them apart.</source>
            <translation>Folder ini berada di antara foto Anda. Sebaiknya pilih tempat lain agar terpisah.</translation>
        </message>
        <message>
            <source>Type a name without / \ : * ? " &lt; &gt; |</source>
            <translation>Ketik nama tanpa / \ : * ? " &lt; &gt; |</translation>
        </message>
        <message>
            <source>Your labels are saved here. Your photos stay where they are.</source>
            <translation>Label Anda disimpan di sini. Foto Anda tetap di tempatnya.</translation>
        </message>
        <message>
            <source>“{name}”, because the photos are grey and have 28×28 pixels.</source>
            <translation>“{name}”, karena foto berwarna abu-abu dan berukuran 28×28 piksel.</translation>
        </message>
        <message>
            <source>“{name}”, because the photos are in colour or larger than 28×28 pixels.</source>
            <translation>“{name}”, karena foto berwarna atau lebih besar dari 28×28 piksel.</translation>
        </message>
        <message>
            <source>“{name}”. It does not know these categories yet: suggestions begin once it has learned from your first decisions.</source>
            <translation>“{name}”. Model ini belum mengenal kategori tersebut: saran muncul setelah model belajar dari keputusan pertama Anda.</translation>
        </message>
        <message numerus="yes">
            <source>“{name}”. It knows {n} of these categories by name and suggests them from the start.</source>
            <translation>
                <numerusform>“{name}”. Nama {n} dari kategori ini dikenal model dan langsung disarankan.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NoteLine</name>
        <message>
            <source>Note for your colleague, then Enter</source>
            <translation>Catatan untuk rekan Anda, lalu Enter</translation>
        </message>
        <message>
            <source>{who} asks: {note}</source>
            <translation>{who} bertanya: {note}</translation>
        </message>
    </context>
    <context>
        <name>OperatorDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Batal</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Lanjutkan</translation>
        </message>
        <message>
            <source>Decisions are saved under this name. Undo affects only your decisions. Questions go to other people.</source>
            <translation>Keputusan disimpan dengan nama ini. Urungkan hanya memengaruhi keputusan Anda. Pertanyaan ditujukan kepada orang lain.</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nama</translation>
        </message>
        <message>
            <source>Who is labelling?</source>
            <translation>Siapa yang melabeli?</translation>
        </message>
    </context>
    <context>
        <name>Operators</name>
        <message>
            <source>Another name…</source>
            <translation>Nama lain…</translation>
        </message>
        <message>
            <source>Continue as {name}</source>
            <translation>Lanjutkan sebagai {name}</translation>
        </message>
        <message>
            <source>Decisions are saved as “{name}”.</source>
            <translation>Keputusan disimpan sebagai “{name}”.</translation>
        </message>
        <message>
            <source>Who is labelling?</source>
            <translation>Siapa yang melabeli?</translation>
        </message>
    </context>
    <context>
        <name>OpinionsPanel</name>
        <message>
            <source>Second opinions and new photos</source>
            <translation>Pendapat kedua dan foto baru</translation>
        </message>
        <message>
            <source>Second opinions: this share of reviewed photos is labelled again by someone else, without suggestions. New photos accepted automatically are checked for drift and marked as extended, not certified.</source>
            <translation>Pendapat kedua: sebanyak ini dari foto yang sudah ditinjau dilabeli lagi oleh orang lain, tanpa saran. Foto baru yang diterima otomatis diperiksa pergeserannya dan ditandai diperluas, tidak bersertifikat.</translation>
        </message>
    </context>
    <context>
        <name>OrderButton</name>
        <message>
            <source>Queue order: {order}</source>
            <translation>Urutan antrean: {order}</translation>
        </message>
    </context>
    <context>
        <name>OverviewCard</name>
        <message>
            <source>A retraining cannot start yet.</source>
            <translation>Pelatihan ulang belum dapat dimulai.</translation>
        </message>
        <message>
            <source>A retraining is running.</source>
            <translation>Pelatihan ulang sedang berjalan.</translation>
        </message>
        <message numerus="yes">
            <source>A retraining pays: there are {n} new decisions.</source>
            <translation>
                <numerusform>Pelatihan ulang menguntungkan: ada {n} keputusan baru.</numerusform>
            </translation>
        </message>
        <message>
            <source>How good it is on your photos is unknown: one in five reviewed photos becomes a validation photo, which measures it.</source>
            <translation>Mutunya pada foto Anda belum diketahui: satu dari lima foto yang ditinjau menjadi foto validasi, yang mengukurnya.</translation>
        </message>
        <message>
            <source>It takes about {time}.</source>
            <translation>Perlu sekitar {time}.</translation>
        </message>
        <message numerus="yes">
            <source>Its suggestion is correct on {right} of {n} validation photos.</source>
            <translation>
                <numerusform>Sarannya benar pada {right} dari {n} foto validasi.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Its suggestion is correct on {share} of {n} validation photos.</source>
            <translation>
                <numerusform>Sarannya benar pada {share} dari {n} foto validasi.</numerusform>
            </translation>
        </message>
        <message>
            <source>Meanwhile, live learning uses each of your decisions.</source>
            <translation>Sementara itu, pembelajaran langsung memakai setiap keputusan Anda.</translation>
        </message>
        <message>
            <source>Measuring how long it takes…</source>
            <translation>Mengukur waktu yang diperlukan…</translation>
        </message>
        <message>
            <source>Model {name} is active</source>
            <translation>Model {name} aktif</translation>
        </message>
        <message numerus="yes">
            <source>Model {name} is active and has learned from {n} training photos</source>
            <translation>
                <numerusform>Model {name} aktif dan telah belajar dari {n} foto latih</numerusform>
            </translation>
        </message>
        <message>
            <source>No model is active</source>
            <translation>Tidak ada model yang aktif</translation>
        </message>
        <message>
            <source>Retrain now</source>
            <translation>Latih ulang sekarang</translation>
        </message>
        <message>
            <source>Review some photos: the model learns from your decisions.</source>
            <translation>Tinjau beberapa foto: model belajar dari keputusan Anda.</translation>
        </message>
        <message>
            <source>The least confident suggestions come to you first; on the others it is usually correct more often.</source>
            <translation>Saran dengan keyakinan terendah ditinjau lebih dulu; pada foto lainnya saran biasanya lebih sering benar.</translation>
        </message>
    </context>
    <context>
        <name>PaceCard</name>
        <message>
            <source>DECISIONS</source>
            <translation>KEPUTUSAN</translation>
        </message>
        <message>
            <source>Everyone</source>
            <translation>Semua orang</translation>
        </message>
        <message>
            <source>No pace yet. It appears here once photos are reviewed in the window.</source>
            <translation>Belum ada laju. Laju tampil di sini setelah foto ditinjau di jendela ini.</translation>
        </message>
        <message>
            <source>OPERATOR</source>
            <translation>OPERATOR</translation>
        </message>
        <message>
            <source>PER HOUR</source>
            <translation>PER JAM</translation>
        </message>
        <message>
            <source>Pace</source>
            <translation>Laju</translation>
        </message>
        <message>
            <source>Pace by operator</source>
            <translation>Laju menurut operator</translation>
        </message>
        <message>
            <source>WORK</source>
            <translation>KERJA</translation>
        </message>
        <message>
            <source>decisions per hour</source>
            <translation>keputusan per jam</translation>
        </message>
        <message>
            <source>hour of the day</source>
            <translation>jam dalam sehari</translation>
        </message>
        <message numerus="yes">
            <source>{n} decisions in this app</source>
            <translation>
                <numerusform>{n} keputusan di aplikasi ini</numerusform>
            </translation>
        </message>
        <message>
            <source>{who}: {decisions} in {time} of work, {pace}. Fastest from {from_}:00 to {to}:00: {best}. Breaks of a minute or more are not counted.</source>
            <translation>{who}: {decisions} dalam {time} kerja, {pace}. Tercepat pukul {from_}:00 sampai {to}:00: {best}. Jeda satu menit atau lebih tidak dihitung.</translation>
        </message>
    </context>
    <context>
        <name>PeoplePanel</name>
        <message>
            <source> Second opinions are off now.</source>
            <translation> Pendapat kedua kini dimatikan.</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Orang</translation>
        </message>
        <message>
            <source>Second opinions are off. On the Models page, you can have a share of the reviewed photos labelled again by someone else.</source>
            <translation>Pendapat kedua dimatikan. Di halaman Model, Anda dapat meminta sebagian foto yang sudah ditinjau dilabeli lagi oleh orang lain.</translation>
        </message>
        <message>
            <source>Second opinions: {parts}.</source>
            <translation>Pendapat kedua: {parts}.</translation>
        </message>
        <message numerus="yes">
            <source>{n} agreed</source>
            <translation>
                <numerusform>{n} disepakati</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} need a second opinion</source>
            <translation>
                <numerusform>{n} perlu pendapat kedua</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} need a third</source>
            <translation>
                <numerusform>{n} perlu pendapat ketiga</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} settled by a third person</source>
            <translation>
                <numerusform>{n} diputuskan orang ketiga</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PhotoCaption</name>
        <message>
            <source>asked a colleague</source>
            <translation>ditanyakan kepada rekan</translation>
        </message>
        <message>
            <source>auto-accepted: {name}</source>
            <translation>diterima otomatis: {name}</translation>
        </message>
        <message>
            <source>not certified</source>
            <translation>tidak bersertifikat</translation>
        </message>
        <message>
            <source>reviewed: {said}, by {who}</source>
            <translation>ditinjau: {said}, oleh {who}</translation>
        </message>
        <message>
            <source>skipped</source>
            <translation>dilewati</translation>
        </message>
        <message>
            <source>{who} asks</source>
            <translation>{who} bertanya</translation>
        </message>
    </context>
    <context>
        <name>PhotoView</name>
        <message>
            <source>No photo</source>
            <translation>Tidak ada foto</translation>
        </message>
        <message>
            <source>Photo {path}</source>
            <translation>Foto {path}</translation>
        </message>
        <message>
            <source>Suggestion {name}</source>
            <translation>Saran {name}</translation>
        </message>
        <message>
            <source>Suggestion {name}, {share}</source>
            <translation>Saran {name}, {share}</translation>
        </message>
        <message>
            <source>original not found: stored thumbnail</source>
            <translation>foto asli tidak ditemukan: gambar kecil tersimpan</translation>
        </message>
        <message>
            <source>zoomed {factor}×</source>
            <translation>diperbesar {factor}×</translation>
        </message>
    </context>
    <context>
        <name>PhotosPart</name>
        <message>
            <source>120 product pictures in colour</source>
            <translation>120 gambar produk berwarna</translation>
        </message>
        <message>
            <source>300 grey pictures of 28×28 pixels</source>
            <translation>300 gambar abu-abu berukuran 28×28 piksel</translation>
        </message>
        <message>
            <source>Choose a folder of photos</source>
            <translation>Pilih folder foto</translation>
        </message>
        <message>
            <source>Choose photos or ZIP files</source>
            <translation>Pilih foto atau berkas ZIP</translation>
        </message>
        <message>
            <source>Files or ZIP…</source>
            <translation>Berkas atau ZIP…</translation>
        </message>
        <message>
            <source>Folder…</source>
            <translation>Folder…</translation>
        </message>
        <message>
            <source>None yet. You can import photos later.</source>
            <translation>Belum ada. Foto dapat diimpor nanti.</translation>
        </message>
        <message>
            <source>Sample photos</source>
            <translation>Foto contoh</translation>
        </message>
        <message numerus="yes">
            <source>{n} files</source>
            <translation>
                <numerusform>{n} berkas</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos</source>
            <translation>
                <numerusform>{n} foto</numerusform>
            </translation>
        </message>
        <message>
            <source>{place}: counting photos…</source>
            <translation>{place}: menghitung foto…</translation>
        </message>
        <message>
            <source>{place}: the photos cannot be counted</source>
            <translation>{place}: foto tidak dapat dihitung</translation>
        </message>
    </context>
    <context>
        <name>Picture</name>
        <message>
            <source>Selected photo</source>
            <translation>Foto yang dipilih</translation>
        </message>
        <message>
            <source>original not found: stored thumbnail</source>
            <translation>foto asli tidak ditemukan: gambar kecil tersimpan</translation>
        </message>
    </context>
    <context>
        <name>PlaceRow</name>
        <message>
            <source>Remove</source>
            <translation>Hapus</translation>
        </message>
        <message>
            <source>Remove {folder}</source>
            <translation>Hapus {folder}</translation>
        </message>
        <message>
            <source>{stored} is {here}</source>
            <translation>{stored} adalah {here}</translation>
        </message>
        <message>
            <source>▲ not found</source>
            <translation>▲ tidak ditemukan</translation>
        </message>
    </context>
    <context>
        <name>PlacesDialog</name>
        <message>
            <source>A workspace names photos as the computer did that imported them. Where a folder has another path on this computer, add it here. Photos that are not found show as their stored thumbnails.</source>
            <translation>Ruang kerja menyebut foto seperti komputer yang mengimpornya. Jika sebuah folder punya lokasi lain di komputer ini, tambahkan di sini. Foto yang tidak ditemukan tampil sebagai gambar kecil yang tersimpan.</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Tambah</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Pilih…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Tutup</translation>
        </message>
        <message>
            <source>In the workspace</source>
            <translation>Di ruang kerja</translation>
        </message>
        <message>
            <source>On this computer</source>
            <translation>Di komputer ini</translation>
        </message>
        <message>
            <source>The folder on this computer</source>
            <translation>Folder di komputer ini</translation>
        </message>
        <message>
            <source>Where the photos are</source>
            <translation>Lokasi foto</translation>
        </message>
    </context>
    <context>
        <name>PlotCard</name>
        <message>
            <source>Picture (*.png)</source>
            <translation>Gambar (*.png)</translation>
        </message>
        <message>
            <source>Save as CSV</source>
            <translation>Simpan sebagai CSV</translation>
        </message>
        <message>
            <source>Save as CSV…</source>
            <translation>Simpan sebagai CSV…</translation>
        </message>
        <message>
            <source>Save picture…</source>
            <translation>Simpan gambar…</translation>
        </message>
        <message>
            <source>Save the picture</source>
            <translation>Simpan gambar</translation>
        </message>
        <message>
            <source>Save {plot} as CSV</source>
            <translation>Simpan {plot} sebagai CSV</translation>
        </message>
        <message>
            <source>Save {plot} as a picture</source>
            <translation>Simpan {plot} sebagai gambar</translation>
        </message>
        <message>
            <source>Saved to {file}.</source>
            <translation>Disimpan ke {file}.</translation>
        </message>
        <message>
            <source>Table (*.csv)</source>
            <translation>Tabel (*.csv)</translation>
        </message>
    </context>
    <context>
        <name>PreferencesDialog</name>
        <message>
            <source>Change shortcuts…</source>
            <translation>Ubah pintasan…</translation>
        </message>
        <message>
            <source>Change the folder for new workspaces</source>
            <translation>Ubah folder untuk ruang kerja baru</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>Ubah…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Tutup</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Gelap</translation>
        </message>
        <message>
            <source>Folder for new workspaces</source>
            <translation>Folder untuk ruang kerja baru</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Bahasa</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Terang</translation>
        </message>
        <message>
            <source>New workspaces</source>
            <translation>Ruang kerja baru</translation>
        </message>
        <message>
            <source>Photos</source>
            <translation>Foto</translation>
        </message>
        <message>
            <source>Preferences</source>
            <translation>Preferensi</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>Kembalikan</translation>
        </message>
        <message>
            <source>Reset the folder for new workspaces</source>
            <translation>Kembalikan folder untuk ruang kerja baru</translation>
        </message>
        <message>
            <source>Shortcuts</source>
            <translation>Pintasan</translation>
        </message>
        <message>
            <source>System default</source>
            <translation>Bawaan sistem</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Tema</translation>
        </message>
        <message>
            <source>They hold for every workspace on this computer.</source>
            <translation>Berlaku untuk semua ruang kerja di komputer ini.</translation>
        </message>
        <message>
            <source>Where the photos are…</source>
            <translation>Lokasi foto…</translation>
        </message>
    </context>
    <context>
        <name>PresenceWatch</name>
        <message>
            <source>It also works as {name}. If that is another person, choose another name in the status line: undo affects the decisions of both.</source>
            <translation>Jendela itu juga bekerja sebagai {name}. Jika itu orang lain, pilih nama lain di baris status: pengurungan memengaruhi keputusan keduanya.</translation>
        </message>
        <message>
            <source>This workspace is also open in another window: {who}.</source>
            <translation>Ruang kerja ini juga terbuka di jendela lain: {who}.</translation>
        </message>
        <message>
            <source>You can both keep working: decisions appear in the other window within seconds.</source>
            <translation>Keduanya dapat terus bekerja: keputusan tampil di jendela lain dalam hitungan detik.</translation>
        </message>
        <message>
            <source>{who} since {time}</source>
            <translation>{who} sejak {time}</translation>
        </message>
    </context>
    <context>
        <name>PreviewList</name>
        <message>
            <source>EXAMPLES</source>
            <translation>CONTOH</translation>
        </message>
        <message>
            <source>Each photo is separate.</source>
            <translation>Setiap foto terpisah.</translation>
        </message>
        <message numerus="yes">
            <source>Largest: {sku} with {n} photos.</source>
            <translation>
                <numerusform>Terbesar: {sku} dengan {n} foto.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos</source>
            <translation>
                <numerusform>{n} foto</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos are separate.</source>
            <translation>
                <numerusform>{n} foto terpisah.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} products</source>
            <translation>
                <numerusform>{n} produk</numerusform>
            </translation>
        </message>
        <message>
            <source>{photos}: {products}</source>
            <translation>{photos}: {products}</translation>
        </message>
        <message numerus="yes">
            <source>{products} with {n} photos</source>
            <translation>
                <numerusform>{products} dengan {n} foto</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ProductStrip</name>
        <message numerus="yes">
            <source>+{n} more</source>
            <translation>
                <numerusform>+{n} lagi</numerusform>
            </translation>
        </message>
        <message>
            <source>Open {name}</source>
            <translation>Buka {name}</translation>
        </message>
        <message>
            <source>PRODUCT</source>
            <translation>PRODUK</translation>
        </message>
        <message>
            <source>Show all photos of this product</source>
            <translation>Tampilkan semua foto produk ini</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Hentikan</translation>
        </message>
        <message>
            <source>Stop labelling this product</source>
            <translation>Hentikan pelabelan produk ini</translation>
        </message>
        <message>
            <source>duplicate</source>
            <translation>duplikat</translation>
        </message>
        <message>
            <source>not a product</source>
            <translation>bukan produk</translation>
        </message>
        <message>
            <source>to review</source>
            <translation>perlu ditinjau</translation>
        </message>
        <message>
            <source>{done} of {total}</source>
            <translation>{done} dari {total}</translation>
        </message>
        <message numerus="yes">
            <source>{n} photos</source>
            <translation>
                <numerusform>{n} foto</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ProductsPanel</name>
        <message>
            <source>Apply</source>
            <translation>Terapkan</translation>
        </message>
        <message>
            <source>Apply the grouping</source>
            <translation>Terapkan pengelompokan</translation>
        </message>
        <message>
            <source>Back to imports</source>
            <translation>Kembali ke impor</translation>
        </message>
        <message>
            <source>Cancel the grouping</source>
            <translation>Batalkan pengelompokan</translation>
        </message>
        <message>
            <source>File name pattern</source>
            <translation>Pola nama berkas</translation>
        </message>
        <message>
            <source>File name pattern {pattern}</source>
            <translation>Pola nama berkas {pattern}</translation>
        </message>
        <message>
            <source>File name up to the first _ or -</source>
            <translation>Nama berkas sampai _ atau - pertama</translation>
        </message>
        <message>
            <source>File name up to the last _ or - before a number</source>
            <translation>Nama berkas sampai _ atau - terakhir sebelum angka</translation>
        </message>
        <message>
            <source>File name, custom pattern</source>
            <translation>Nama berkas, pola sendiri</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Mati</translation>
        </message>
        <message>
            <source>Photos of one product are shown together on the Review page and labelled with one key. Your files are not changed.</source>
            <translation>Semua foto satu produk ditampilkan bersama di halaman Tinjauan dan dilabeli dengan satu tombol. Berkas Anda tidak diubah.</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Pratinjau</translation>
        </message>
        <message>
            <source>Product grouping</source>
            <translation>Pengelompokan produk</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Kemajuan</translation>
        </message>
        <message>
            <source>Reading file names…</source>
            <translation>Membaca nama berkas…</translation>
        </message>
        <message>
            <source>Same folder</source>
            <translation>Folder yang sama</translation>
        </message>
        <message>
            <source>{{sku}} is the part that photos of one product share, {{n}} a number, {{any}} any text. Leave out the file extension, as in {example}.</source>
            <translation>{{sku}} adalah bagian yang sama pada semua foto satu produk, {{n}} angka, {{any}} teks apa saja. Tulis tanpa ekstensi berkas, seperti {example}.</translation>
        </message>
    </context>
    <context>
        <name>ProposalPanel</name>
        <message numerus="yes">
            <source>Accept {lot} of {to_review} automatically after labelling about {n} photos ({time})</source>
            <translation>
                <numerusform>Terima {lot} dari {to_review} secara otomatis setelah melabeli sekitar {n} foto ({time})</numerusform>
            </translation>
        </message>
        <message>
            <source>Adjust</source>
            <translation>Sesuaikan</translation>
        </message>
        <message numerus="yes">
            <source>All stages are used: review the {n} photos left</source>
            <translation>
                <numerusform>Semua tahap sudah terpakai: tinjau {n} foto yang tersisa</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>An inspection does not pay yet: about {n} more decisions</source>
            <translation>
                <numerusform>Inspeksi belum menguntungkan: sekitar {n} keputusan lagi</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>An inspection would not pay at this accuracy: review the {n} photos left</source>
            <translation>
                <numerusform>Inspeksi tidak akan menguntungkan pada ketepatan ini: tinjau {n} foto yang tersisa</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Based on only {n} validation photos: the proposal is small and may be inaccurate.</source>
            <translation>
                <numerusform>Hanya berdasarkan {n} foto validasi: usulan ini kecil dan mungkin kurang tepat.</numerusform>
            </translation>
        </message>
        <message>
            <source>Change the lot or the sample size, or reset them.</source>
            <translation>Ubah lot atau ukuran sampel, atau kembalikan ke usulan.</translation>
        </message>
        <message>
            <source>Counting…</source>
            <translation>Menghitung…</translation>
        </message>
        <message>
            <source>Import more photos, or see the certificates below.</source>
            <translation>Impor foto lagi, atau lihat sertifikat di bawah.</translation>
        </message>
        <message>
            <source>Lowest confidence in the lot</source>
            <translation>Keyakinan terendah dalam lot</translation>
        </message>
        <message>
            <source>No photos to review</source>
            <translation>Tidak ada foto yang perlu ditinjau</translation>
        </message>
        <message>
            <source>Required accuracy</source>
            <translation>Ketepatan yang disyaratkan</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>Kembalikan</translation>
        </message>
        <message>
            <source>Reset lot and sample size</source>
            <translation>Kembalikan lot dan ukuran sampel</translation>
        </message>
        <message>
            <source>Sample size</source>
            <translation>Ukuran sampel</translation>
        </message>
        <message>
            <source>Start inspection</source>
            <translation>Mulai inspeksi</translation>
        </message>
        <message>
            <source>The first stage cannot pass: a later one is needed.</source>
            <translation>Tahap pertama tidak dapat lulus: perlu tahap berikutnya.</translation>
        </message>
        <message>
            <source>This inspection cannot pass</source>
            <translation>Inspeksi ini tidak dapat lulus</translation>
        </message>
        <message numerus="yes">
            <source>You label them without suggestions: {n} checks, and as many decoys that hide them. If the inspection passes, a certificate states with {confidence} confidence that at least {target} of the accepted labels are correct.</source>
            <translation>
                <numerusform>Anda melabelinya tanpa saran: {n} pemeriksaan, dan sama banyaknya pengecoh yang menyamarkannya. Jika inspeksi lulus, sebuah sertifikat menyatakan dengan keyakinan {confidence} bahwa setidaknya {target} dari label yang diterima benar.</numerusform>
            </translation>
        </message>
        <message>
            <source>chance of passing</source>
            <translation>peluang lulus</translation>
        </message>
        <message>
            <source>fewer decisions</source>
            <translation>keputusan yang dihemat</translation>
        </message>
        <message>
            <source>photos in the lot</source>
            <translation>foto dalam lot</translation>
        </message>
        <message>
            <source>photos to label</source>
            <translation>foto untuk dilabeli</translation>
        </message>
        <message>
            <source>time needed</source>
            <translation>waktu yang diperlukan</translation>
        </message>
        <message>
            <source>wrong checks allowed</source>
            <translation>pemeriksaan salah yang diizinkan</translation>
        </message>
    </context>
    <context>
        <name>ReachingPage</name>
        <message>
            <source>Connecting…</source>
            <translation>Menghubungkan…</translation>
        </message>
        <message>
            <source>Open another workspace…</source>
            <translation>Buka ruang kerja lain…</translation>
        </message>
        <message>
            <source>Second Look</source>
            <translation>Second Look</translation>
        </message>
        <message numerus="yes">
            <source>The next attempt is in {n} seconds.</source>
            <translation>
                <numerusform>Percobaan berikutnya dalam {n} detik.</numerusform>
            </translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Coba lagi</translation>
        </message>
        <message numerus="yes">
            <source>{n} decisions are kept on this computer. They are saved once the workspace opens.</source>
            <translation>
                <numerusform>{n} keputusan ditahan di komputer ini dan disimpan begitu ruang kerja terbuka.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RecentMenu</name>
        <message>
            <source>Open recent</source>
            <translation>Buka yang terakhir</translation>
        </message>
        <message>
            <source>{name} in {place}</source>
            <translation>{name} di {place}</translation>
        </message>
    </context>
    <context>
        <name>ReliabilityPanel</name>
        <message>
            <source>Accuracy by confidence</source>
            <translation>Ketepatan menurut keyakinan</translation>
        </message>
        <message numerus="yes">
            <source>Accuracy of {version} on {n} validation photos, by confidence. On the dashed line, confidence matches accuracy; below it, the model is overconfident. The bars are 95 % intervals.</source>
            <translation>
                <numerusform>Ketepatan {version} pada {n} foto validasi, menurut keyakinan. Pada garis putus-putus, keyakinan sesuai dengan ketepatan; di bawahnya, model terlalu yakin. Garis tegak adalah interval 95 %.</numerusform>
            </translation>
        </message>
        <message>
            <source>Confidence and accuracy</source>
            <translation>Keyakinan dan ketepatan</translation>
        </message>
        <message>
            <source>No model is active in this workspace.</source>
            <translation>Tidak ada model yang aktif di ruang kerja ini.</translation>
        </message>
        <message>
            <source>This plot needs {least} validation photos for which model {version}, not live learning, suggested a label before you did; so far there are {found}. One in five reviewed photos becomes a validation photo.</source>
            <translation>Grafik ini memerlukan {least} foto validasi yang sudah diberi saran oleh model {version}, bukan oleh pembelajaran langsung, sebelum Anda tinjau; sejauh ini ada {found}. Satu dari lima foto yang ditinjau menjadi foto validasi.</translation>
        </message>
        <message>
            <source>accuracy, %</source>
            <translation>ketepatan, %</translation>
        </message>
        <message>
            <source>confidence, %</source>
            <translation>keyakinan, %</translation>
        </message>
    </context>
    <context>
        <name>Restoring</name>
        <message>
            <source>Folder for the restored workspace</source>
            <translation>Folder untuk ruang kerja yang dipulihkan</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>Aktifkan kembali</translation>
        </message>
        <message>
            <source>Restore from a backup?</source>
            <translation>Pulihkan dari cadangan?</translation>
        </message>
        <message>
            <source>Restored from {file}.</source>
            <translation>Dipulihkan dari {file}.</translation>
        </message>
        <message>
            <source>Restoring the workspace…</source>
            <translation>Memulihkan ruang kerja…</translation>
        </message>
        <message>
            <source>The inspection that was open in the backup is closed.</source>
            <translation>Inspeksi yang terbuka dalam cadangan itu ditutup.</translation>
        </message>
        <message>
            <source>The previous content is kept in {file}.</source>
            <translation>Isi sebelumnya disimpan di {file}.</translation>
        </message>
        <message>
            <source>{name} will be as it was when the backup was made. What it holds now is kept in its folder “backups”.</source>
            <translation>{name} akan kembali seperti saat cadangan dibuat. Isi yang sekarang disimpan di folder “backups” di dalamnya.</translation>
        </message>
    </context>
    <context>
        <name>ReviewCommands</name>
        <message>
            <source>It is reviewed without a suggestion, so the other photos of the product were not changed.</source>
            <translation>Foto ini ditinjau tanpa saran, jadi foto lain dari produk ini tidak diubah.</translation>
        </message>
        <message>
            <source>Only this photo was labelled.</source>
            <translation>Hanya foto ini yang dilabeli.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Urungkan</translation>
        </message>
        <message>
            <source>Undo question</source>
            <translation>Urungkan pertanyaan</translation>
        </message>
        <message>
            <source>Undo skip</source>
            <translation>Urungkan lewati</translation>
        </message>
        <message numerus="yes">
            <source>Undo {n}</source>
            <translation>
                <numerusform>Urungkan {n}</numerusform>
            </translation>
        </message>
        <message>
            <source>Undo {what}</source>
            <translation>Urungkan {what}</translation>
        </message>
        <message numerus="yes">
            <source>{decided} of {n} photos of {sku} were labelled.</source>
            <translation>
                <numerusform>{decided} dari {n} foto {sku} telah dilabeli.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were left out: review them one by one, without suggestions.</source>
            <translation>
                <numerusform>{n} tidak disertakan: tinjau satu per satu, tanpa saran.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReviewHeader</name>
        <message>
            <source>Review progress</source>
            <translation>Kemajuan peninjauan</translation>
        </message>
        <message numerus="yes">
            <source>Review {n} skipped</source>
            <translation>
                <numerusform>Tinjau {n} yang dilewati</numerusform>
            </translation>
        </message>
        <message>
            <source>Skipped photos return at the end of the queue. In an inspection, a skipped photo counts as wrong until it is reviewed.</source>
            <translation>Foto yang dilewati muncul lagi di akhir antrean. Dalam inspeksi, foto yang dilewati dihitung salah sampai ditinjau.</translation>
        </message>
        <message>
            <source>about {time}</source>
            <translation>sekitar {time}</translation>
        </message>
        <message numerus="yes">
            <source>{done} of {n} photos are done</source>
            <translation>
                <numerusform>{done} dari {n} foto sudah selesai</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} asked by others</source>
            <translation>
                <numerusform>{n} ditanyakan orang lain</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} asked by you</source>
            <translation>
                <numerusform>{n} Anda tanyakan</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} left</source>
            <translation>
                <numerusform>sisa {n}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReviewOffer</name>
        <message numerus="yes">
            <source>About {n} photos without suggestions may save you {saved} of {to_review} still to review</source>
            <translation>
                <numerusform>Sekitar {n} foto tanpa saran dapat menghemat {saved} dari {to_review} yang masih perlu ditinjau</numerusform>
            </translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Jangan sekarang</translation>
        </message>
        <message>
            <source>Retrain now</source>
            <translation>Latih ulang sekarang</translation>
        </message>
        <message>
            <source>Verify automatic labels…</source>
            <translation>Verifikasi label otomatis…</translation>
        </message>
        <message numerus="yes">
            <source>{n} new decisions. A retraining may pay</source>
            <translation>
                <numerusform>{n} keputusan baru. Pelatihan ulang mungkin menguntungkan</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} new decisions. Retraining takes about {time}</source>
            <translation>
                <numerusform>{n} keputusan baru. Pelatihan ulang perlu sekitar {time}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReviewPage</name>
        <message>
            <source>Review</source>
            <translation>Tinjauan</translation>
        </message>
        <message>
            <source>{one} or {other}?</source>
            <translation>{one} atau {other}?</translation>
        </message>
    </context>
    <context>
        <name>ReviewPanel</name>
        <message>
            <source>Label without a suggestion</source>
            <translation>Labeli tanpa saran</translation>
        </message>
        <message>
            <source>No photo</source>
            <translation>Tidak ada foto</translation>
        </message>
        <message>
            <source>No suggestion</source>
            <translation>Tanpa saran</translation>
        </message>
        <message>
            <source>RECENT DECISIONS</source>
            <translation>KEPUTUSAN TERAKHIR</translation>
        </message>
    </context>
    <context>
        <name>ReviewStage</name>
        <message>
            <source>All done</source>
            <translation>Semua selesai</translation>
        </message>
        <message>
            <source>Answer them yourself</source>
            <translation>Jawab sendiri</translation>
        </message>
        <message>
            <source>Drop a folder or a ZIP file here, or press Ctrl+I.</source>
            <translation>Jatuhkan folder atau berkas ZIP di sini, atau tekan Ctrl+I.</translation>
        </message>
        <message>
            <source>Every photo has a label. Import more photos, or check your recent decisions.</source>
            <translation>Setiap foto sudah berlabel. Impor foto lain, atau periksa keputusan terakhir Anda.</translation>
        </message>
        <message>
            <source>Import a folder…</source>
            <translation>Impor folder…</translation>
        </message>
        <message>
            <source>In an inspection, a skipped photo counts as wrong until it is reviewed.</source>
            <translation>Dalam inspeksi, foto yang dilewati dihitung salah sampai ditinjau.</translation>
        </message>
        <message>
            <source>No photo can be loaded now</source>
            <translation>Saat ini tidak ada foto yang dapat dimuat</translation>
        </message>
        <message>
            <source>No photos yet</source>
            <translation>Belum ada foto</translation>
        </message>
        <message>
            <source>Nothing left for you to review</source>
            <translation>Tidak ada lagi yang perlu Anda tinjau</translation>
        </message>
        <message>
            <source>Only skipped photos are left</source>
            <translation>Hanya tersisa foto yang dilewati</translation>
        </message>
        <message>
            <source>Opening…</source>
            <translation>Membuka…</translation>
        </message>
        <message>
            <source>Preparing the first photos</source>
            <translation>Menyiapkan foto pertama</translation>
        </message>
        <message>
            <source>Review skipped</source>
            <translation>Tinjau yang dilewati</translation>
        </message>
        <message>
            <source>The database server does not answer, or cannot save. The next photo appears here as soon as it does.</source>
            <translation>Server basis data tidak menjawab, atau tidak dapat menyimpan. Foto berikutnya tampil di sini begitu server dapat melakukannya.</translation>
        </message>
        <message>
            <source>The photos that are left are on other screens</source>
            <translation>Foto yang tersisa sedang dibuka di layar lain</translation>
        </message>
        <message>
            <source>The remaining photos are your questions to a colleague. Another person needs to answer them.</source>
            <translation>Foto yang tersisa adalah pertanyaan Anda kepada rekan. Orang lain perlu menjawabnya.</translation>
        </message>
        <message>
            <source>They appear here as soon as the model has processed them.</source>
            <translation>Foto tampil di sini begitu model selesai memprosesnya.</translation>
        </message>
        <message>
            <source>They appear here if they are left there without a decision, within minutes.</source>
            <translation>Foto itu muncul di sini dalam beberapa menit jika ditinggalkan di sana tanpa keputusan.</translation>
        </message>
    </context>
    <context>
        <name>SavedFilters</name>
        <message>
            <source>Name</source>
            <translation>Nama</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Hapus</translation>
        </message>
        <message>
            <source>Save these filters</source>
            <translation>Simpan filter ini</translation>
        </message>
        <message>
            <source>Save these filters…</source>
            <translation>Simpan filter ini…</translation>
        </message>
        <message>
            <source>Saved filters</source>
            <translation>Filter tersimpan</translation>
        </message>
    </context>
    <context>
        <name>SchedulePanel</name>
        <message>
            <source>Automatic retraining</source>
            <translation>Pelatihan ulang otomatis</translation>
        </message>
        <message>
            <source>No decisions since the last retraining</source>
            <translation>Belum ada keputusan sejak pelatihan ulang terakhir</translation>
        </message>
        <message>
            <source>No decisions yet</source>
            <translation>Belum ada keputusan</translation>
        </message>
        <message>
            <source>Only while this window is open and no inspection is running. Older versions are deleted, except those that are pinned, built in, certified, active, or needed for rolling back.</source>
            <translation>Hanya selama jendela ini terbuka dan tidak ada inspeksi yang berjalan. Versi lama dihapus, kecuali yang disematkan, bawaan, bersertifikat, aktif, atau diperlukan untuk kembali ke versi sebelumnya.</translation>
        </message>
        <message>
            <source>expected gain: about {gain} in accuracy</source>
            <translation>perkiraan peningkatan: sekitar {gain} ketepatan</translation>
        </message>
        <message>
            <source>expected gain: almost none</source>
            <translation>perkiraan peningkatan: hampir tidak ada</translation>
        </message>
        <message>
            <source>expected gain: unknown</source>
            <translation>perkiraan peningkatan: belum diketahui</translation>
        </message>
        <message>
            <source>takes about {time}</source>
            <translation>perlu sekitar {time}</translation>
        </message>
        <message numerus="yes">
            <source>{n} decisions since the last retraining</source>
            <translation>
                <numerusform>{n} keputusan sejak pelatihan ulang terakhir</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} decisions so far</source>
            <translation>
                <numerusform>{n} keputusan sejauh ini</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ServerWatch</name>
        <message>
            <source>Continue on the Review page with the loaded photos: your decisions are kept on this computer and saved as soon as the server answers.</source>
            <translation>Lanjutkan di halaman Tinjauan dengan foto yang sudah dimuat: keputusan Anda ditahan di komputer ini dan disimpan begitu server menjawab.</translation>
        </message>
        <message>
            <source>Decisions that are not saved yet are marked, and sent until they are saved. Other changes have to wait.</source>
            <translation>Keputusan yang belum tersimpan ditandai, dan dikirim sampai tersimpan. Perubahan lain harus menunggu.</translation>
        </message>
        <message>
            <source>Do it again once the server answers.</source>
            <translation>Ulangi setelah server menjawab.</translation>
        </message>
        <message>
            <source>Do it again once the server saves.</source>
            <translation>Ulangi setelah server dapat menyimpan.</translation>
        </message>
        <message>
            <source>Keep decisions on this computer</source>
            <translation>Tahan keputusan di komputer ini</translation>
        </message>
        <message>
            <source>Nothing was changed: the database server cannot save now.</source>
            <translation>Tidak ada yang diubah: server basis data sekarang tidak dapat menyimpan.</translation>
        </message>
        <message>
            <source>Nothing was changed: the database server does not answer.</source>
            <translation>Tidak ada yang diubah: server basis data tidak menjawab.</translation>
        </message>
        <message>
            <source>Once it answers, the page shows what was saved. Do the rest of it again.</source>
            <translation>Setelah server menjawab, halaman ini menunjukkan apa yang tersimpan. Ulangi sisanya.</translation>
        </message>
        <message>
            <source>The database server answers again.</source>
            <translation>Server basis data menjawab lagi.</translation>
        </message>
        <message>
            <source>The database server does not answer.</source>
            <translation>Server basis data tidak menjawab.</translation>
        </message>
        <message>
            <source>The database server saves again.</source>
            <translation>Server basis data dapat menyimpan lagi.</translation>
        </message>
        <message>
            <source>The database server stopped answering before the action was finished.</source>
            <translation>Server basis data berhenti menjawab sebelum tindakan selesai.</translation>
        </message>
        <message>
            <source>Wait until it answers: the review continues by itself. Decisions that are not saved yet are marked, and sent then.</source>
            <translation>Tunggu sampai server menjawab: peninjauan berlanjut dengan sendirinya. Keputusan yang belum tersimpan ditandai, lalu dikirim saat itu.</translation>
        </message>
    </context>
    <context>
        <name>Session</name>
        <message>
            <source>A retraining is already running.</source>
            <translation>Pelatihan ulang sudah berjalan.</translation>
        </message>
        <message>
            <source>To label photos, ask the administrator of the server for the role operator.</source>
            <translation>Untuk melabeli foto, minta peran operator kepada administrator server.</translation>
        </message>
        <message>
            <source>Wait until it finishes, or cancel it.</source>
            <translation>Tunggu sampai selesai, atau batalkan.</translation>
        </message>
        <message>
            <source>You can look at this workspace, but not change it.</source>
            <translation>Anda dapat melihat ruang kerja ini, tetapi tidak dapat mengubahnya.</translation>
        </message>
    </context>
    <context>
        <name>ShareField</name>
        <message>
            <source>{name} in percent</source>
            <translation>{name} dalam persen</translation>
        </message>
    </context>
    <context>
        <name>Shell</name>
        <message>
            <source>Opening…</source>
            <translation>Membuka…</translation>
        </message>
    </context>
    <context>
        <name>SimilarStrip</name>
        <message>
            <source>Almost the same as a photo labelled {said} {when}</source>
            <translation>Hampir sama dengan foto yang dilabeli {said} {when}</translation>
        </message>
        <message>
            <source>No similar labelled photos</source>
            <translation>Tidak ada foto serupa yang berlabel</translation>
        </message>
        <message>
            <source>Open {path} again: {said}, by {who}</source>
            <translation>Buka lagi {path}: {said}, oleh {who}</translation>
        </message>
        <message>
            <source>SIMILAR LABELLED PHOTOS</source>
            <translation>FOTO SERUPA YANG SUDAH DILABELI</translation>
        </message>
        <message>
            <source>on {day}</source>
            <translation>pada {day}</translation>
        </message>
        <message>
            <source>today</source>
            <translation>hari ini</translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation>kemarin</translation>
        </message>
    </context>
    <context>
        <name>Spotlight</name>
        <message>
            <source>explaining…</source>
            <translation>menjelaskan…</translation>
        </message>
        <message>
            <source>highlighted: evidence for {name}</source>
            <translation>disorot: bukti untuk {name}</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message numerus="yes">
            <source> · {n} more</source>
            <translation>
                <numerusform> · {n} lagi</numerusform>
            </translation>
        </message>
        <message>
            <source>All photos need review</source>
            <translation>Semua foto perlu ditinjau</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Batal</translation>
        </message>
        <message>
            <source>Cancel job</source>
            <translation>Batalkan tugas</translation>
        </message>
        <message>
            <source>Change operator</source>
            <translation>Ganti operator</translation>
        </message>
        <message>
            <source>Job progress</source>
            <translation>Kemajuan tugas</translation>
        </message>
        <message>
            <source>Model {name}</source>
            <translation>Model {name}</translation>
        </message>
        <message>
            <source>No active model</source>
            <translation>Tidak ada model aktif</translation>
        </message>
        <message>
            <source>No jobs running</source>
            <translation>Tidak ada tugas berjalan</translation>
        </message>
        <message>
            <source>Operator: {who}</source>
            <translation>Operator: {who}</translation>
        </message>
        <message>
            <source>Server is not saving</source>
            <translation>Server tidak menyimpan</translation>
        </message>
        <message>
            <source>also labelling: {who}</source>
            <translation>juga melabeli: {who}</translation>
        </message>
        <message>
            <source>auto-accepts from {share}, not certified</source>
            <translation>menerima otomatis mulai {share}, tidak bersertifikat</translation>
        </message>
        <message numerus="yes">
            <source>{n} auto-accepted, certified</source>
            <translation>
                <numerusform>{n} diterima otomatis, bersertifikat</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} by extended acceptance, not certified</source>
            <translation>
                <numerusform>{n} dengan perluasan penerimaan, tidak bersertifikat</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StepStrip</name>
        <message>
            <source>Cancel</source>
            <translation>Batal</translation>
        </message>
        <message>
            <source>Choose the category to merge {name} into. Press Esc to cancel.</source>
            <translation>Pilih kategori tujuan penggabungan {name}. Tekan Esc untuk membatalkan.</translation>
        </message>
        <message>
            <source>Merge into {name}</source>
            <translation>Gabungkan ke {name}</translation>
        </message>
        <message>
            <source>Retire {name}</source>
            <translation>Nonaktifkan {name}</translation>
        </message>
    </context>
    <context>
        <name>SuggestionCard</name>
        <message>
            <source>Confirm {name}</source>
            <translation>Konfirmasi {name}</translation>
        </message>
        <message>
            <source>Confirm {name}, {share}</source>
            <translation>Konfirmasi {name}, {share}</translation>
        </message>
        <message>
            <source>Enter</source>
            <translation>Enter</translation>
        </message>
    </context>
    <context>
        <name>TargetPanel</name>
        <message>
            <source>A lot is accepted when its checks prove the required accuracy. At 95 % confidence, the chance of a wrong certificate is at most 5 %, over all certificates of the same photos together.</source>
            <translation>Sebuah lot diterima jika pemeriksaannya membuktikan ketepatan yang disyaratkan. Pada kepercayaan 95 %, peluang sertifikat keliru paling banyak 5 % untuk semua sertifikat atas foto yang sama.</translation>
        </message>
        <message>
            <source>Required accuracy</source>
            <translation>Ketepatan yang disyaratkan</translation>
        </message>
        <message>
            <source>Verify automatic labels…</source>
            <translation>Verifikasi label otomatis…</translation>
        </message>
    </context>
    <context>
        <name>ThresholdPanel</name>
        <message>
            <source>A threshold gives no guarantee: the number of wrong labels is unknown.</source>
            <translation>Ambang tidak memberi jaminan: jumlah label yang salah tidak diketahui.</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>Terapkan</translation>
        </message>
        <message>
            <source>Apply threshold</source>
            <translation>Terapkan ambang</translation>
        </message>
        <message>
            <source>Counting…</source>
            <translation>Menghitung…</translation>
        </message>
        <message>
            <source>Manual threshold</source>
            <translation>Ambang manual</translation>
        </message>
        <message numerus="yes">
            <source>Off: all {n} unreviewed photos need review.</source>
            <translation>
                <numerusform>Mati: semua {n} foto yang belum ditinjau perlu ditinjau.</numerusform>
            </translation>
        </message>
        <message>
            <source>Threshold</source>
            <translation>Ambang</translation>
        </message>
        <message>
            <source>not certified</source>
            <translation>tidak bersertifikat</translation>
        </message>
        <message>
            <source>{to_review} of {total} to review; {accepted} auto-accepted, not certified.</source>
            <translation>{to_review} dari {total} perlu ditinjau; {accepted} diterima otomatis, tidak bersertifikat.</translation>
        </message>
    </context>
    <context>
        <name>TourPanel</name>
        <message>
            <source>Close</source>
            <translation>Tutup</translation>
        </message>
        <message>
            <source>Leave the tour</source>
            <translation>Tinggalkan tur</translation>
        </message>
        <message>
            <source>Open the guide</source>
            <translation>Buka panduan</translation>
        </message>
        <message>
            <source>Read the guide to learn more. You can restart the tour from the Help menu at any time.</source>
            <translation>Baca panduan untuk selengkapnya. Anda dapat memulai tur lagi dari menu Bantuan kapan saja.</translation>
        </message>
        <message>
            <source>Show the {page} page</source>
            <translation>Tampilkan halaman {page}</translation>
        </message>
        <message>
            <source>Skip this step</source>
            <translation>Lewati langkah ini</translation>
        </message>
        <message>
            <source>TOUR · DONE</source>
            <translation>TUR · SELESAI</translation>
        </message>
        <message>
            <source>TOUR · {step} OF {all}</source>
            <translation>TUR · {step} DARI {all}</translation>
        </message>
        <message>
            <source>Tour</source>
            <translation>Tur</translation>
        </message>
        <message>
            <source>Tour complete</source>
            <translation>Tur selesai</translation>
        </message>
        <message>
            <source>{title}: {done} of {all}</source>
            <translation>{title}: {done} dari {all}</translation>
        </message>
    </context>
    <context>
        <name>Touring</name>
        <message>
            <source>Back to {name}</source>
            <translation>Kembali ke {name}</translation>
        </message>
        <message>
            <source>New here?</source>
            <translation>Baru di sini?</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Jangan sekarang</translation>
        </message>
        <message>
            <source>Nothing changes in {name}. You can return to it after the last step.</source>
            <translation>Tidak ada yang berubah di {name}. Anda dapat kembali ke sana setelah langkah terakhir.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Buka</translation>
        </message>
        <message>
            <source>Start the tour</source>
            <translation>Mulai tur</translation>
        </message>
        <message>
            <source>Start with my own photos</source>
            <translation>Mulai dengan foto saya sendiri</translation>
        </message>
        <message>
            <source>The tour opens a workspace with sample photos.</source>
            <translation>Tur membuka ruang kerja dengan foto contoh.</translation>
        </message>
        <message>
            <source>The tour shows how it works, step by step, on these sample photos.</source>
            <translation>Tur menunjukkan cara kerjanya, langkah demi langkah, pada foto contoh ini.</translation>
        </message>
    </context>
    <context>
        <name>TrainingPanel</name>
        <message>
            <source>Cancel</source>
            <translation>Batal</translation>
        </message>
        <message>
            <source>Cancel the retraining</source>
            <translation>Batalkan pelatihan ulang</translation>
        </message>
        <message numerus="yes">
            <source>Correct on {new} of {n} validation photos. Model {parent} was correct on none: a model suggests only categories that it has learned.</source>
            <translation>
                <numerusform>Benar pada {new} dari {n} foto validasi. Model {parent} tidak benar pada satu pun: model hanya menyarankan kategori yang sudah dipelajarinya.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Correct on {new} of {n} validation photos; model {parent}: {old}.</source>
            <translation>
                <numerusform>Benar pada {new} dari {n} foto validasi; model {parent}: {old}.</numerusform>
            </translation>
        </message>
        <message>
            <source>No retraining yet</source>
            <translation>Belum ada pelatihan ulang</translation>
        </message>
        <message>
            <source>Retraining</source>
            <translation>Pelatihan ulang</translation>
        </message>
        <message>
            <source>Retraining progress</source>
            <translation>Kemajuan pelatihan ulang</translation>
        </message>
        <message numerus="yes">
            <source>The model learns from your decisions: {n} are available for training. A new version becomes active only if it is better on your photos.</source>
            <translation>
                <numerusform>Model belajar dari keputusan Anda: {n} tersedia untuk pelatihan. Versi baru diaktifkan hanya jika lebih baik pada foto Anda.</numerusform>
            </translation>
        </message>
        <message>
            <source>Without the retraining, live learning is correct on {share}.</source>
            <translation>Tanpa pelatihan ulang, pembelajaran langsung benar pada {share}.</translation>
        </message>
    </context>
    <context>
        <name>UnknownLabels</name>
        <message>
            <source>All others</source>
            <translation>Semua yang lain</translation>
        </message>
        <message>
            <source>Create</source>
            <translation>Buat</translation>
        </message>
        <message>
            <source>Leave out</source>
            <translation>Lewatkan</translation>
        </message>
        <message numerus="yes">
            <source>{n} labels are not categories here:</source>
            <translation>
                <numerusform>{n} label bukan kategori di sini:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} rows</source>
            <translation>
                <numerusform>{n} baris</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>VersionsPanel</name>
        <message>
            <source>A pinned version is never deleted.</source>
            <translation>Versi yang disematkan tidak pernah dihapus.</translation>
        </message>
        <message>
            <source>Activate</source>
            <translation>Aktifkan</translation>
        </message>
        <message>
            <source>Activate anyway</source>
            <translation>Tetap aktifkan</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Batal</translation>
        </message>
        <message>
            <source>Compare</source>
            <translation>Bandingkan</translation>
        </message>
        <message>
            <source>Compare selected version with</source>
            <translation>Bandingkan versi terpilih dengan</translation>
        </message>
        <message>
            <source>Evaluate</source>
            <translation>Evaluasi</translation>
        </message>
        <message>
            <source>Export model…</source>
            <translation>Ekspor model…</translation>
        </message>
        <message>
            <source>Model versions</source>
            <translation>Versi model</translation>
        </message>
        <message>
            <source>Pin</source>
            <translation>Sematkan</translation>
        </message>
        <message>
            <source>Remove suggestions</source>
            <translation>Hapus saran</translation>
        </message>
        <message>
            <source>Roll back</source>
            <translation>Kembalikan versi</translation>
        </message>
        <message>
            <source>Roll back to {name}</source>
            <translation>Kembali ke {name}</translation>
        </message>
        <message>
            <source>The active model suggests for these photos instead.</source>
            <translation>Model aktif memberi saran untuk foto-foto ini sebagai gantinya.</translation>
        </message>
        <message>
            <source>The comparison did not show that {name} is better on your photos. Activating it anyway is recorded as your choice.</source>
            <translation>Perbandingan tidak menunjukkan bahwa {name} lebih baik pada foto Anda. Jika tetap diaktifkan, hal itu dicatat sebagai pilihan Anda.</translation>
        </message>
        <message>
            <source>There are no validation photos yet. Review more photos.</source>
            <translation>Belum ada foto validasi. Tinjau lebih banyak foto.</translation>
        </message>
        <message>
            <source>Unpin</source>
            <translation>Lepas sematan</translation>
        </message>
        <message>
            <source>Version to compare with</source>
            <translation>Versi pembanding</translation>
        </message>
        <message>
            <source>Versions</source>
            <translation>Versi</translation>
        </message>
        <message numerus="yes">
            <source>{version} compared with {against} on the same {n} validation photos.</source>
            <translation>
                <numerusform>{version} dibandingkan dengan {against} pada {n} foto validasi yang sama.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{version} is correct on {share} of {n} validation photos.</source>
            <translation>
                <numerusform>{version} benar pada {share} dari {n} foto validasi.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WatchedPanel</name>
        <message>
            <source>New photos in these folders are imported automatically.</source>
            <translation>Foto baru di folder ini diimpor secara otomatis.</translation>
        </message>
        <message>
            <source>Watched folders</source>
            <translation>Folder pantauan</translation>
        </message>
        <message>
            <source>■ off</source>
            <translation>■ mati</translation>
        </message>
        <message>
            <source>▲ not found</source>
            <translation>▲ tidak ditemukan</translation>
        </message>
        <message>
            <source>● watched</source>
            <translation>● dipantau</translation>
        </message>
        <message>
            <source>● watched by another window</source>
            <translation>● dipantau jendela lain</translation>
        </message>
    </context>
    <context>
        <name>WelcomePage</name>
        <message>
            <source>A workspace keeps your labels in a folder of its own. Your photos stay where they are.</source>
            <translation>Ruang kerja menyimpan label Anda di folder tersendiri. Foto Anda tetap di tempatnya.</translation>
        </message>
        <message>
            <source>Choose another folder…</source>
            <translation>Pilih folder lain…</translation>
        </message>
        <message>
            <source>Label your photos</source>
            <translation>Labeli foto Anda</translation>
        </message>
        <message>
            <source>NEW HERE?</source>
            <translation>BARU DI SINI?</translation>
        </message>
        <message>
            <source>New workspace here…</source>
            <translation>Ruang kerja baru di sini…</translation>
        </message>
        <message>
            <source>New workspace…</source>
            <translation>Ruang kerja baru…</translation>
        </message>
        <message>
            <source>Open a workspace…</source>
            <translation>Buka ruang kerja…</translation>
        </message>
        <message>
            <source>Open {folder}</source>
            <translation>Buka {folder}</translation>
        </message>
        <message>
            <source>RECENT</source>
            <translation>TERAKHIR DIBUKA</translation>
        </message>
        <message>
            <source>Second Look</source>
            <translation>Second Look</translation>
        </message>
        <message>
            <source>Try it with sample photos</source>
            <translation>Coba dengan foto contoh</translation>
        </message>
    </context>
    <context>
        <name>WindowCommands</name>
        <message>
            <source>Back up</source>
            <translation>Cadangkan</translation>
        </message>
        <message>
            <source>Import a folder of photos</source>
            <translation>Impor folder foto</translation>
        </message>
        <message>
            <source>Open a workspace</source>
            <translation>Buka ruang kerja</translation>
        </message>
        <message>
            <source>Watch a folder for new photos</source>
            <translation>Pantau folder untuk foto baru</translation>
        </message>
        <message>
            <source>ZIP (*.zip)</source>
            <translation>ZIP (*.zip)</translation>
        </message>
        <message>
            <source>{name} is not a workspace. Import its photos into a new workspace?</source>
            <translation>{name} bukan ruang kerja. Impor fotonya ke ruang kerja baru?</translation>
        </message>
    </context>
    <context>
        <name>WorkProgress</name>
        <message>
            <source>Cancel</source>
            <translation>Batal</translation>
        </message>
        <message>
            <source>Cancel the change</source>
            <translation>Batalkan perubahan</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>Kemajuan</translation>
        </message>
    </context>
    <context>
        <name>_OpenPlace</name>
        <message>
            <source>Cancel inspection</source>
            <translation>Batalkan inspeksi</translation>
        </message>
        <message>
            <source>Confirm cancelling the inspection</source>
            <translation>Pastikan pembatalan inspeksi</translation>
        </message>
        <message>
            <source>Continue review</source>
            <translation>Lanjutkan peninjauan</translation>
        </message>
        <message numerus="yes">
            <source>Inspection of {n} imported labels: {target} must be right</source>
            <translation>
                <numerusform>Inspeksi {n} label impor: {target} harus benar</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Inspection of {n} photos: {target} must be correct</source>
            <translation>
                <numerusform>Inspeksi atas {n} foto: {target} harus benar</numerusform>
            </translation>
        </message>
        <message>
            <source>Keep it open</source>
            <translation>Biarkan terbuka</translation>
        </message>
        <message>
            <source>Keep the inspection open</source>
            <translation>Biarkan inspeksi terbuka</translation>
        </message>
        <message>
            <source>Photos labelled for the next stage</source>
            <translation>Foto yang dilabeli untuk tahap berikutnya</translation>
        </message>
        <message>
            <source>These photos appear among the others without suggestions. Some of them are checks; you cannot tell which. A stage ends as soon as its result is certain, usually long before the last photo.</source>
            <translation>Foto ini muncul di antara foto lain tanpa saran. Sebagian adalah pemeriksaan; Anda tidak dapat membedakannya. Sebuah tahap berakhir begitu hasilnya pasti, biasanya jauh sebelum foto terakhir.</translation>
        </message>
        <message>
            <source>These photos appear in Review without their imported labels and without suggestions. Labels that you do not replace are back when the inspection ends.</source>
            <translation>Foto ini muncul di Tinjauan tanpa label impor dan tanpa saran. Label yang tidak Anda ganti kembali saat inspeksi berakhir.</translation>
        </message>
        <message>
            <source>Your decisions are kept. Completed stages still count as used.</source>
            <translation>Keputusan Anda tetap tersimpan. Tahap yang selesai tetap dihitung terpakai.</translation>
        </message>
        <message>
            <source>Your decisions are kept. Once you have labelled one of its photos, all stages of this inspection count as used.</source>
            <translation>Keputusan Anda disimpan. Begitu satu fotonya Anda labeli, semua tahap inspeksi ini dihitung terpakai.</translation>
        </message>
        <message numerus="yes">
            <source>{done} of {n} photos labelled, {left} left · next stage after about {next}</source>
            <translation>
                <numerusform>{done} dari {n} foto dilabeli, sisa {left} · tahap berikutnya setelah sekitar {next}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>_WorkingPlace</name>
        <message>
            <source>Cancel the job</source>
            <translation>Batalkan tugas</translation>
        </message>
        <message>
            <source>Progress of the job</source>
            <translation>Kemajuan tugas</translation>
        </message>
    </context>
    <context>
        <name>answers</name>
        <message>
            <source>Suggested by model {model}</source>
            <translation>Disarankan oleh model {model}</translation>
        </message>
        <message>
            <source>Suggested by model {model} with live learning (draft {number})</source>
            <translation>Disarankan oleh model {model} dengan pembelajaran langsung (draf {number})</translation>
        </message>
        <message>
            <source>a retired category</source>
            <translation>kategori nonaktif</translation>
        </message>
        <message>
            <source>asked a colleague</source>
            <translation>ditanyakan kepada rekan</translation>
        </message>
        <message>
            <source>duplicate</source>
            <translation>duplikat</translation>
        </message>
        <message>
            <source>not a product photo</source>
            <translation>bukan foto produk</translation>
        </message>
        <message>
            <source>skipped</source>
            <translation>dilewati</translation>
        </message>
        <message>
            <source>undone</source>
            <translation>diurungkan</translation>
        </message>
    </context>
    <context>
        <name>categories</name>
        <message>
            <source>A new category is suggested once it has examples.</source>
            <translation>Kategori baru disarankan setelah mempunyai contoh.</translation>
        </message>
        <message>
            <source>AUTO-ACCEPTED</source>
            <translation>DITERIMA OTOMATIS</translation>
        </message>
        <message>
            <source>CATEGORY</source>
            <translation>KATEGORI</translation>
        </message>
        <message>
            <source>Categories</source>
            <translation>Kategori</translation>
        </message>
        <message>
            <source>It makes suggestions once it has learned from your first decisions.</source>
            <translation>Saran muncul setelah model belajar dari keputusan pertama Anda.</translation>
        </message>
        <message>
            <source>KEY</source>
            <translation>TOMBOL</translation>
        </message>
        <message>
            <source>MODEL</source>
            <translation>MODEL</translation>
        </message>
        <message>
            <source>Name of the category</source>
            <translation>Nama kategori</translation>
        </message>
        <message>
            <source>New to the model: {names}.</source>
            <translation>Baru bagi model: {names}.</translation>
        </message>
        <message>
            <source>No photos move from {name} to {into}.</source>
            <translation>Tidak ada foto yang dipindahkan dari {name} ke {into}.</translation>
        </message>
        <message>
            <source>No reviewed photo is labelled {name}.</source>
            <translation>Tidak ada foto yang ditinjau dengan label {name}.</translation>
        </message>
        <message>
            <source>Photos to review get the most likely remaining category as their suggestion.</source>
            <translation>Foto yang perlu ditinjau mendapat saran kategori tersisa yang paling mungkin.</translation>
        </message>
        <message>
            <source>REVIEWED</source>
            <translation>DITINJAU</translation>
        </message>
        <message>
            <source>The model does not know these categories yet.</source>
            <translation>Model belum mengenal kategori ini.</translation>
        </message>
        <message>
            <source>The open inspection was closed. Its decisions are kept.</source>
            <translation>Inspeksi yang terbuka telah ditutup. Keputusannya tetap tersimpan.</translation>
        </message>
        <message>
            <source>The open inspection will be closed. Its decisions are kept.</source>
            <translation>Inspeksi yang terbuka akan ditutup. Keputusannya tetap tersimpan.</translation>
        </message>
        <message>
            <source>This cannot be undone.</source>
            <translation>Ini tidak dapat diurungkan.</translation>
        </message>
        <message>
            <source>learning</source>
            <translation>sedang dipelajari</translation>
        </message>
        <message>
            <source>merged into {name}</source>
            <translation>digabungkan ke {name}</translation>
        </message>
        <message>
            <source>none</source>
            <translation>tidak ada</translation>
        </message>
        <message>
            <source>not trained yet</source>
            <translation>belum terlatih</translation>
        </message>
        <message>
            <source>retired</source>
            <translation>nonaktif</translation>
        </message>
        <message>
            <source>trained</source>
            <translation>terlatih</translation>
        </message>
        <message>
            <source>{line}: {why}</source>
            <translation>{line}: {why}</translation>
        </message>
        <message numerus="yes">
            <source>{names} and {n} more</source>
            <translation>
                <numerusform>{names} dan {n} lainnya</numerusform>
            </translation>
        </message>
        <message>
            <source>{name} is retired permanently.</source>
            <translation>{name} dinonaktifkan secara permanen.</translation>
        </message>
        <message numerus="yes">
            <source>{n} already existed</source>
            <translation>
                <numerusform>{n} sudah ada</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} auto-accepted</source>
            <translation>
                <numerusform>{n} yang diterima otomatis</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} auto-accepted photos under certificate {number} may be affected.</source>
            <translation>
                <numerusform>{n} foto yang diterima otomatis dengan sertifikat {number} mungkin terpengaruh.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} categories were added</source>
            <translation>
                <numerusform>{n} kategori telah ditambahkan</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} not certified</source>
            <translation>
                <numerusform>{n} tidak bersertifikat</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos auto-accepted without a certificate return to review.</source>
            <translation>
                <numerusform>{n} foto yang diterima otomatis tanpa sertifikat perlu ditinjau lagi.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} reviewed photos and {others} move from {name} to {into}.</source>
            <translation>
                <numerusform>{n} foto yang ditinjau dan {others} dipindahkan dari {name} ke {into}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} reviewed photos keep the label {name} but are not used for training.</source>
            <translation>
                <numerusform>{n} foto yang ditinjau tetap berlabel {name} tetapi tidak dipakai untuk pelatihan.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} reviewed photos move from {name} to {into}.</source>
            <translation>
                <numerusform>{n} foto yang ditinjau dipindahkan dari {name} ke {into}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} under certificate {number}</source>
            <translation>
                <numerusform>{n} dengan sertifikat {number}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were rejected</source>
            <translation>
                <numerusform>{n} ditolak</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>certificates</name>
        <message>
            <source>A threshold gives no guarantee: the number of wrong labels is unknown.</source>
            <translation>Ambang tidak memberi jaminan: jumlah label yang salah tidak diketahui.</translation>
        </message>
        <message>
            <source>AT LEAST</source>
            <translation>SEDIKITNYA</translation>
        </message>
        <message>
            <source>Accepted by extension of an older certificate; not certified.</source>
            <translation>Diterima lewat perluasan sertifikat lama; tidak bersertifikat.</translation>
        </message>
        <message>
            <source>At least {share} of the accepted labels are correct</source>
            <translation>Sedikitnya {share} dari label yang diterima benar</translation>
        </message>
        <message>
            <source>At least {share} of the imported labels are right</source>
            <translation>Sedikitnya {share} label impor benar</translation>
        </message>
        <message>
            <source>CHECKS CORRECT</source>
            <translation>PEMERIKSAAN BENAR</translation>
        </message>
        <message>
            <source>CONFIDENCE</source>
            <translation>KEPERCAYAAN</translation>
        </message>
        <message>
            <source>DATE</source>
            <translation>TANGGAL</translation>
        </message>
        <message>
            <source>LABELS</source>
            <translation>LABEL</translation>
        </message>
        <message>
            <source>More wrong labels have since been found in its lot than it allows.</source>
            <translation>Sejak itu ditemukan lebih banyak label salah dalam lotnya daripada yang diizinkan.</translation>
        </message>
        <message>
            <source>NO.</source>
            <translation>NO.</translation>
        </message>
        <message>
            <source>STATE</source>
            <translation>STATUS</translation>
        </message>
        <message>
            <source>TARGET</source>
            <translation>TARGET</translation>
        </message>
        <message>
            <source>The import was undone: few or none of these labels are in force.</source>
            <translation>Impor ini diurungkan: sedikit atau tidak ada labelnya yang masih berlaku.</translation>
        </message>
        <message>
            <source>The required accuracy of {target} was not proved.</source>
            <translation>Ketepatan yang disyaratkan, {target}, tidak terbukti.</translation>
        </message>
        <message>
            <source>VERSION</source>
            <translation>VERSI</translation>
        </message>
        <message>
            <source>Verified by checks labelled without suggestions.</source>
            <translation>Dibuktikan dengan pemeriksaan yang dilabeli tanpa saran.</translation>
        </message>
        <message>
            <source>Verified by checks labelled without the imported labels.</source>
            <translation>Dibuktikan dengan pemeriksaan yang dilabeli tanpa label impor.</translation>
        </message>
        <message>
            <source>import {number}: {source}</source>
            <translation>impor {number}: {source}</translation>
        </message>
        <message>
            <source>manual threshold</source>
            <translation>ambang manual</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>tidak diketahui</translation>
        </message>
        <message>
            <source>{right} of {checks}</source>
            <translation>{right} dari {checks}</translation>
        </message>
        <message>
            <source>▲ below target</source>
            <translation>▲ di bawah target</translation>
        </message>
        <message>
            <source>▲ extended</source>
            <translation>▲ diperluas</translation>
        </message>
        <message>
            <source>▲ import undone</source>
            <translation>▲ impor diurungkan</translation>
        </message>
        <message>
            <source>▲ not certified</source>
            <translation>▲ tidak bersertifikat</translation>
        </message>
        <message>
            <source>▲ refuted</source>
            <translation>▲ terbantah</translation>
        </message>
        <message>
            <source>✓ certified</source>
            <translation>✓ bersertifikat</translation>
        </message>
    </context>
    <context>
        <name>commands</name>
        <message>
            <source>&amp;Catalogue</source>
            <translation>K&amp;atalog</translation>
        </message>
        <message>
            <source>&amp;Categories</source>
            <translation>Kate&amp;gori</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>&amp;Berkas</translation>
        </message>
        <message>
            <source>&amp;Grid</source>
            <translation>&amp;Kisi</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>Ba&amp;ntuan</translation>
        </message>
        <message>
            <source>&amp;Review</source>
            <translation>Tin&amp;jauan</translation>
        </message>
        <message>
            <source>&amp;Training</source>
            <translation>&amp;Pelatihan</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>Tampi&amp;lan</translation>
        </message>
        <message>
            <source>About Second Look</source>
            <translation>Tentang Second Look</translation>
        </message>
        <message>
            <source>Activate a version…</source>
            <translation>Aktifkan versi…</translation>
        </message>
        <message>
            <source>Add category…</source>
            <translation>Tambah kategori…</translation>
        </message>
        <message>
            <source>Add from a list…</source>
            <translation>Tambah dari daftar…</translation>
        </message>
        <message>
            <source>Add from folder names…</source>
            <translation>Tambah dari nama folder…</translation>
        </message>
        <message>
            <source>Ask a colleague</source>
            <translation>Tanyakan kepada rekan</translation>
        </message>
        <message>
            <source>Ask with a note…</source>
            <translation>Tanyakan dengan catatan…</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Kembali</translation>
        </message>
        <message>
            <source>Back to Review</source>
            <translation>Kembali ke Tinjauan</translation>
        </message>
        <message>
            <source>Back up…</source>
            <translation>Cadangkan…</translation>
        </message>
        <message>
            <source>Cancel retraining</source>
            <translation>Batalkan pelatihan ulang</translation>
        </message>
        <message>
            <source>Catalogue</source>
            <translation>Katalog</translation>
        </message>
        <message>
            <source>Categories</source>
            <translation>Kategori</translation>
        </message>
        <message>
            <source>Change category…</source>
            <translation>Ubah kategori…</translation>
        </message>
        <message>
            <source>Change key…</source>
            <translation>Ubah tombol…</translation>
        </message>
        <message>
            <source>Change operator…</source>
            <translation>Ganti operator…</translation>
        </message>
        <message>
            <source>Change shortcuts…</source>
            <translation>Ubah pintasan…</translation>
        </message>
        <message>
            <source>Choose category by number</source>
            <translation>Pilih kategori dengan angka</translation>
        </message>
        <message>
            <source>Choose category for the whole product</source>
            <translation>Pilih kategori untuk seluruh produk</translation>
        </message>
        <message>
            <source>Compare versions…</source>
            <translation>Bandingkan versi…</translation>
        </message>
        <message>
            <source>Confirm for the whole product</source>
            <translation>Konfirmasi untuk seluruh produk</translation>
        </message>
        <message>
            <source>Confirm suggestion</source>
            <translation>Konfirmasi saran</translation>
        </message>
        <message>
            <source>Copy diagnostics</source>
            <translation>Salin diagnostik</translation>
        </message>
        <message>
            <source>Copy path and SKU</source>
            <translation>Salin lokasi berkas dan SKU</translation>
        </message>
        <message>
            <source>Evaluate active version</source>
            <translation>Evaluasi versi aktif</translation>
        </message>
        <message>
            <source>Explain suggestion</source>
            <translation>Jelaskan saran</translation>
        </message>
        <message>
            <source>Export model…</source>
            <translation>Ekspor model…</translation>
        </message>
        <message>
            <source>Export selection…</source>
            <translation>Ekspor pilihan…</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Ekspor…</translation>
        </message>
        <message>
            <source>Find near-duplicates</source>
            <translation>Cari foto yang hampir sama</translation>
        </message>
        <message>
            <source>Fit to window</source>
            <translation>Paskan ke jendela</translation>
        </message>
        <message>
            <source>Full screen</source>
            <translation>Layar penuh</translation>
        </message>
        <message>
            <source>Grid</source>
            <translation>Kisi</translation>
        </message>
        <message>
            <source>Group again</source>
            <translation>Kelompokkan ulang</translation>
        </message>
        <message>
            <source>Group similar photos</source>
            <translation>Kelompokkan foto serupa</translation>
        </message>
        <message>
            <source>Guide</source>
            <translation>Panduan</translation>
        </message>
        <message>
            <source>Import files or ZIP…</source>
            <translation>Impor berkas atau ZIP…</translation>
        </message>
        <message>
            <source>Import folder…</source>
            <translation>Impor folder…</translation>
        </message>
        <message>
            <source>Import labels…</source>
            <translation>Impor label…</translation>
        </message>
        <message>
            <source>Imports</source>
            <translation>Impor</translation>
        </message>
        <message>
            <source>Insights</source>
            <translation>Wawasan</translation>
        </message>
        <message>
            <source>Inspect imported labels…</source>
            <translation>Inspeksi label impor…</translation>
        </message>
        <message>
            <source>Keep this photo, drop its duplicates</source>
            <translation>Pertahankan foto ini, keluarkan duplikatnya</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Pintasan papan tombol</translation>
        </message>
        <message>
            <source>Label the group like this photo</source>
            <translation>Labeli kelompok seperti foto ini</translation>
        </message>
        <message>
            <source>Mark as unreviewed</source>
            <translation>Tandai belum ditinjau</translation>
        </message>
        <message>
            <source>Merge into another…</source>
            <translation>Gabungkan ke kategori lain…</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Model</translation>
        </message>
        <message>
            <source>Move down</source>
            <translation>Turunkan</translation>
        </message>
        <message>
            <source>Move up</source>
            <translation>Naikkan</translation>
        </message>
        <message>
            <source>New category…</source>
            <translation>Kategori baru…</translation>
        </message>
        <message>
            <source>New workspace…</source>
            <translation>Ruang kerja baru…</translation>
        </message>
        <message>
            <source>Next photo</source>
            <translation>Foto berikutnya</translation>
        </message>
        <message>
            <source>Not a product photo</source>
            <translation>Bukan foto produk</translation>
        </message>
        <message>
            <source>Open in Review</source>
            <translation>Buka di Tinjauan</translation>
        </message>
        <message>
            <source>Open workspace…</source>
            <translation>Buka ruang kerja…</translation>
        </message>
        <message>
            <source>Preferences…</source>
            <translation>Preferensi…</translation>
        </message>
        <message>
            <source>Previous photo</source>
            <translation>Foto sebelumnya</translation>
        </message>
        <message>
            <source>Queue order…</source>
            <translation>Urutan antrean…</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Keluar</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>Ganti nama</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>Aktifkan kembali</translation>
        </message>
        <message>
            <source>Restore from a backup…</source>
            <translation>Pulihkan dari cadangan…</translation>
        </message>
        <message>
            <source>Retire…</source>
            <translation>Nonaktifkan…</translation>
        </message>
        <message>
            <source>Retrain…</source>
            <translation>Latih ulang…</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Tinjauan</translation>
        </message>
        <message>
            <source>Review skipped</source>
            <translation>Tinjau yang dilewati</translation>
        </message>
        <message>
            <source>Roll back to previous version</source>
            <translation>Kembali ke versi sebelumnya</translation>
        </message>
        <message>
            <source>Schedule…</source>
            <translation>Jadwal…</translation>
        </message>
        <message>
            <source>Search categories</source>
            <translation>Cari kategori</translation>
        </message>
        <message>
            <source>Search file names</source>
            <translation>Cari nama berkas</translation>
        </message>
        <message>
            <source>Select all photos…</source>
            <translation>Pilih semua foto…</translation>
        </message>
        <message>
            <source>Select group</source>
            <translation>Pilih kelompok</translation>
        </message>
        <message>
            <source>Select or deselect</source>
            <translation>Pilih atau batalkan pilihan</translation>
        </message>
        <message>
            <source>Select visible photos</source>
            <translation>Pilih foto yang terlihat</translation>
        </message>
        <message>
            <source>Show in folder</source>
            <translation>Tampilkan di folder</translation>
        </message>
        <message>
            <source>Show photos of this product</source>
            <translation>Tampilkan foto produk ini</translation>
        </message>
        <message>
            <source>Skip</source>
            <translation>Lewati</translation>
        </message>
        <message>
            <source>Tour with sample photos…</source>
            <translation>Tur dengan foto contoh…</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Urungkan</translation>
        </message>
        <message>
            <source>Verify automatic labels…</source>
            <translation>Verifikasi label otomatis…</translation>
        </message>
        <message>
            <source>Watch a folder…</source>
            <translation>Pantau folder…</translation>
        </message>
        <message>
            <source>Zoom in</source>
            <translation>Perbesar</translation>
        </message>
        <message>
            <source>Zoom out</source>
            <translation>Perkecil</translation>
        </message>
        <message>
            <source>all categories</source>
            <translation>semua kategori</translation>
        </message>
        <message>
            <source>ask a colleague</source>
            <translation>tanya rekan</translation>
        </message>
        <message>
            <source>ask with a note</source>
            <translation>tanya dengan catatan</translation>
        </message>
        <message>
            <source>back</source>
            <translation>kembali</translation>
        </message>
        <message>
            <source>category</source>
            <translation>kategori</translation>
        </message>
        <message>
            <source>change key</source>
            <translation>ubah tombol</translation>
        </message>
        <message>
            <source>confirm</source>
            <translation>konfirmasi</translation>
        </message>
        <message>
            <source>copy path</source>
            <translation>salin lokasi</translation>
        </message>
        <message>
            <source>drop the others</source>
            <translation>keluarkan lainnya</translation>
        </message>
        <message>
            <source>explain</source>
            <translation>jelaskan</translation>
        </message>
        <message>
            <source>export</source>
            <translation>ekspor</translation>
        </message>
        <message>
            <source>folder</source>
            <translation>folder</translation>
        </message>
        <message>
            <source>group again</source>
            <translation>kelompokkan ulang</translation>
        </message>
        <message>
            <source>label all like this</source>
            <translation>samakan label</translation>
        </message>
        <message>
            <source>mark as unreviewed</source>
            <translation>tandai belum ditinjau</translation>
        </message>
        <message>
            <source>merge into another</source>
            <translation>gabungkan ke yang lain</translation>
        </message>
        <message>
            <source>move down</source>
            <translation>turunkan</translation>
        </message>
        <message>
            <source>move up</source>
            <translation>naikkan</translation>
        </message>
        <message>
            <source>new category</source>
            <translation>kategori baru</translation>
        </message>
        <message>
            <source>not a product</source>
            <translation>bukan produk</translation>
        </message>
        <message>
            <source>open</source>
            <translation>buka</translation>
        </message>
        <message>
            <source>rename</source>
            <translation>ganti nama</translation>
        </message>
        <message>
            <source>restore</source>
            <translation>aktifkan kembali</translation>
        </message>
        <message>
            <source>retire</source>
            <translation>nonaktifkan</translation>
        </message>
        <message>
            <source>search</source>
            <translation>cari</translation>
        </message>
        <message>
            <source>search categories</source>
            <translation>cari kategori</translation>
        </message>
        <message>
            <source>select group</source>
            <translation>pilih kelompok</translation>
        </message>
        <message>
            <source>select visible</source>
            <translation>pilih yang terlihat</translation>
        </message>
        <message>
            <source>select/deselect</source>
            <translation>pilih/batal</translation>
        </message>
        <message>
            <source>shortcuts</source>
            <translation>pintasan</translation>
        </message>
        <message>
            <source>similar photos</source>
            <translation>foto serupa</translation>
        </message>
        <message>
            <source>skip</source>
            <translation>lewati</translation>
        </message>
        <message>
            <source>this product</source>
            <translation>produk ini</translation>
        </message>
        <message>
            <source>undo</source>
            <translation>urungkan</translation>
        </message>
        <message>
            <source>whole product</source>
            <translation>seluruh produk</translation>
        </message>
    </context>
    <context>
        <name>diagnostics</name>
        <message>
            <source>Diagnostics copied. Paste them into your bug report.</source>
            <translation>Diagnostik telah disalin. Tempelkan ke dalam laporan masalah Anda.</translation>
        </message>
        <message>
            <source>They contain no names of photos, categories or people.</source>
            <translation>Di dalamnya tidak ada nama foto, kategori, atau orang.</translation>
        </message>
    </context>
    <context>
        <name>dialogs</name>
        <message>
            <source>A file with labels</source>
            <translation>Berkas berisi label</translation>
        </message>
        <message>
            <source>A list with one name per line</source>
            <translation>Daftar dengan satu nama per baris</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Semua berkas (*)</translation>
        </message>
        <message>
            <source>Backups (*.zip);;All files (*)</source>
            <translation>Cadangan (*.zip);;Semua berkas (*)</translation>
        </message>
        <message>
            <source>Choose a backup</source>
            <translation>Pilih cadangan</translation>
        </message>
        <message>
            <source>Import files</source>
            <translation>Impor berkas</translation>
        </message>
        <message>
            <source>Labels ({endings})</source>
            <translation>Label ({endings})</translation>
        </message>
        <message>
            <source>Lists (*.txt *.csv *.tsv);;All files (*)</source>
            <translation>Daftar (*.txt *.csv *.tsv);;Semua berkas (*)</translation>
        </message>
        <message>
            <source>Photos and ZIP files ({endings})</source>
            <translation>Foto dan berkas ZIP ({endings})</translation>
        </message>
        <message>
            <source>Product feeds ({endings})</source>
            <translation>Feed produk ({endings})</translation>
        </message>
        <message>
            <source>Select all photos</source>
            <translation>Pilih semua foto</translation>
        </message>
        <message numerus="yes">
            <source>Select all {n} photos? The next decision applies to all of them.</source>
            <translation>
                <numerusform>Pilih semua {n} foto? Keputusan berikutnya berlaku untuk semuanya.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Select {n} photos</source>
            <translation>
                <numerusform>Pilih {n} foto</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>folders</name>
        <message>
            <source>Show in folder</source>
            <translation>Tampilkan di folder</translation>
        </message>
    </context>
    <context>
        <name>formats</name>
        <message>
            <source>HH:mm</source>
            <translation>HH.mm</translation>
        </message>
        <message>
            <source>now</source>
            <translation>baru saja</translation>
        </message>
        <message>
            <source>yyyy-MM-dd</source>
            <translation>d MMM yyyy</translation>
        </message>
        <message>
            <source>{d} d</source>
            <translation>{d} hr</translation>
        </message>
        <message>
            <source>{h} h</source>
            <translation>{h} jam</translation>
        </message>
        <message>
            <source>{h} h {m} min</source>
            <translation>{h} jam {m} mnt</translation>
        </message>
        <message>
            <source>{m} min</source>
            <translation>{m} mnt</translation>
        </message>
        <message numerus="yes">
            <source>{n} days</source>
            <translation>
                <numerusform>{n} hari</numerusform>
            </translation>
        </message>
        <message>
            <source>{s} s</source>
            <translation>{s} dtk</translation>
        </message>
    </context>
    <context>
        <name>guide</name>
        <message>
            <source>(no key)</source>
            <translation>(tanpa tombol)</translation>
        </message>
    </context>
    <context>
        <name>jobs</name>
        <message numerus="yes">
            <source>About {n} fewer photos to review at a required accuracy of {target}.</source>
            <translation>
                <numerusform>Sekitar {n} foto lebih sedikit yang perlu ditinjau pada ketepatan {target}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>About {n} more photos to review at a required accuracy of {target}.</source>
            <translation>
                <numerusform>Sekitar {n} foto lebih banyak yang perlu ditinjau pada ketepatan {target}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>At least {share} of these {n} labels are right.</source>
            <translation>
                <numerusform>Sedikitnya {share} dari {n} label ini benar.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Checked on {n} pictures: {equal} with the same category.</source>
            <translation>
                <numerusform>Diperiksa pada {n} gambar: {equal} dengan kategori yang sama.</numerusform>
            </translation>
        </message>
        <message>
            <source>Inspection not passed: {wrong} of {checks} wrong. A lot of this size ({lot}) needs {next}.</source>
            <translation>Inspeksi tidak lulus: {wrong} dari {checks} salah. Lot sebesar ini ({lot}) memerlukan {next}.</translation>
        </message>
        <message>
            <source>Inspection not passed: {wrong} of {checks} wrong. A smaller lot ({lot}) needs {next}.</source>
            <translation>Inspeksi tidak lulus: {wrong} dari {checks} salah. Lot yang lebih kecil ({lot}) memerlukan {next}.</translation>
        </message>
        <message>
            <source>Inspection not passed: {wrong} of {checks} wrong. Another one does not pay yet.</source>
            <translation>Inspeksi tidak lulus: {wrong} dari {checks} salah. Inspeksi lain belum menguntungkan.</translation>
        </message>
        <message numerus="yes">
            <source>Inspection passed: {right} of {checks} correct, {n} photos auto-accepted.</source>
            <translation>
                <numerusform>Inspeksi lulus: {right} dari {checks} benar, {n} foto diterima otomatis.</numerusform>
            </translation>
        </message>
        <message>
            <source>Model {candidate} is active, as requested.</source>
            <translation>Model {candidate} aktif, sesuai permintaan.</translation>
        </message>
        <message>
            <source>Model {candidate} is active: it is better on your photos.</source>
            <translation>Model {candidate} aktif: lebih baik pada foto Anda.</translation>
        </message>
        <message>
            <source>Model {name} exported to {file}.</source>
            <translation>Model {name} diekspor ke {file}.</translation>
        </message>
        <message>
            <source>Move the folder to a path without *, ?, [, $ and :: before loading it with the Hugging Face library.</source>
            <translation>Pindahkan folder ke lokasi tanpa *, ?, [, $ dan :: sebelum memuatnya dengan pustaka Hugging Face.</translation>
        </message>
        <message numerus="yes">
            <source>No near-duplicates among {n} photos.</source>
            <translation>
                <numerusform>Tidak ada yang hampir sama di antara {n} foto.</numerusform>
            </translation>
        </message>
        <message>
            <source>No new labels were imported.</source>
            <translation>Tidak ada label baru yang diimpor.</translation>
        </message>
        <message>
            <source>Not enough validation photos to compare {candidate}; {active} stays active.</source>
            <translation>Foto validasi belum cukup untuk membandingkan {candidate}; {active} tetap aktif.</translation>
        </message>
        <message>
            <source>Not included, because their folders are missing or damaged: {names}.</source>
            <translation>Tidak disertakan karena foldernya hilang atau rusak: {names}.</translation>
        </message>
        <message>
            <source>Product grouping is off.</source>
            <translation>Pengelompokan produk dimatikan.</translation>
        </message>
        <message numerus="yes">
            <source>The required accuracy is not proved: {wrong} of {n} checks were wrong.</source>
            <translation>
                <numerusform>Ketepatan yang disyaratkan tidak terbukti: {wrong} dari {n} pemeriksaan salah.</numerusform>
            </translation>
        </message>
        <message>
            <source>Workspace backed up to {file}.</source>
            <translation>Ruang kerja dicadangkan ke {file}.</translation>
        </message>
        <message>
            <source>queued</source>
            <translation>dalam antrean</translation>
        </message>
        <message>
            <source>starting…</source>
            <translation>memulai…</translation>
        </message>
        <message>
            <source>stopping…</source>
            <translation>menghentikan…</translation>
        </message>
        <message>
            <source>{candidate} is better but was not activated; {active} stays active.</source>
            <translation>{candidate} lebih baik tetapi tidak diaktifkan; {active} tetap aktif.</translation>
        </message>
        <message>
            <source>{candidate} is not better on your photos; {active} stays active.</source>
            <translation>{candidate} tidak lebih baik pada foto Anda; {active} tetap aktif.</translation>
        </message>
        <message>
            <source>{candidate} is not clearly better on your photos; {active} stays active.</source>
            <translation>{candidate} tidak jelas lebih baik pada foto Anda; {active} tetap aktif.</translation>
        </message>
        <message>
            <source>{done} of {total}</source>
            <translation>{done} dari {total}</translation>
        </message>
        <message numerus="yes">
            <source>{n} are links: editing one can change the original.</source>
            <translation>
                <numerusform>{n} di antaranya tautan: menyunting tautan dapat mengubah berkas aslinya.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} checks</source>
            <translation>
                <numerusform>{n} pemeriksaan</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} files could not be read.</source>
            <translation>
                <numerusform>{n} berkas tidak dapat dibaca.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} files have changed since the last import.</source>
            <translation>
                <numerusform>{n} berkas berubah sejak impor terakhir.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} labels imported.</source>
            <translation>
                <numerusform>{n} label diimpor.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} new photos from watched folders in {time}.</source>
            <translation>
                <numerusform>{n} foto baru dari folder pantauan dalam {time}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} new photos in {time}.</source>
            <translation>
                <numerusform>{n} foto baru dalam {time}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} new photos.</source>
            <translation>
                <numerusform>{n} foto baru.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos cannot be compared yet.</source>
            <translation>
                <numerusform>{n} foto belum dapat dibandingkan.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos exported to {file}.</source>
            <translation>
                <numerusform>{n} foto diekspor ke {file}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos had these labels already.</source>
            <translation>
                <numerusform>{n} foto sudah memiliki label ini.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} photos still show suggestions of the other version.</source>
            <translation>
                <numerusform>{n} foto masih menampilkan saran versi lain.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} products with several photos.</source>
            <translation>
                <numerusform>{n} produk dengan beberapa foto.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} rows left out, for example: {why}.</source>
            <translation>
                <numerusform>{n} baris dilewatkan, misalnya: {why}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} so far</source>
            <translation>
                <numerusform>{n} sejauh ini</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} suggestions of {version} imported.</source>
            <translation>
                <numerusform>{n} saran {version} diimpor.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were already imported.</source>
            <translation>
                <numerusform>{n} sudah diimpor sebelumnya.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were left out: their files are missing or have changed.</source>
            <translation>
                <numerusform>{n} tidak disertakan: berkasnya hilang atau berubah.</numerusform>
            </translation>
        </message>
        <message>
            <source>{rate}/s</source>
            <translation>{rate}/dtk</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>sisa {time}</translation>
        </message>
        <message>
            <source>{wrong} of {checks} wrong. The next stage adds more checks.</source>
            <translation>{wrong} dari {checks} salah. Tahap berikutnya menambah pemeriksaan.</translation>
        </message>
        <message numerus="yes">
            <source>{wrong} of {n} checks were wrong.</source>
            <translation>
                <numerusform>{wrong} dari {n} pemeriksaan salah.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{wrong} of {n} labels wrong. The next stage adds more checks.</source>
            <translation>
                <numerusform>{wrong} dari {n} label salah. Tahap berikutnya menambah pemeriksaan.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>learning</name>
        <message>
            <source>A draft of the model learns from your decisions and makes the suggestions for the photos that follow. One in five reviewed photos is a validation photo: it measures the draft, which is used only while it is not worse than the model.</source>
            <translation>Draf model belajar dari keputusan Anda dan memberi saran untuk foto berikutnya. Satu dari lima foto yang ditinjau menjadi foto validasi untuk mengukur draf, yang dipakai hanya selama hasilnya tidak lebih buruk daripada model.</translation>
        </message>
        <message numerus="yes">
            <source>Suggestions learned from {n} training photos</source>
            <translation>
                <numerusform>Saran dipelajari dari {n} foto latih</numerusform>
            </translation>
        </message>
        <message>
            <source>The last draft is worse than the model on the validation photos; the model goes on suggesting.</source>
            <translation>Draf terakhir lebih buruk daripada model pada foto validasi; saran tetap dari model.</translation>
        </message>
    </context>
    <context>
        <name>models</name>
        <message>
            <source>Expected gain: about {gain} in accuracy.</source>
            <translation>Perkiraan peningkatan ketepatan: sekitar {gain}.</translation>
        </message>
        <message>
            <source>Expected gain: almost none.</source>
            <translation>Perkiraan peningkatan: hampir tidak ada.</translation>
        </message>
        <message>
            <source>Expected gain: unknown.</source>
            <translation>Perkiraan peningkatan: belum diketahui.</translation>
        </message>
    </context>
    <context>
        <name>orders</name>
        <message>
            <source>By category</source>
            <translation>Menurut kategori</translation>
        </message>
        <message>
            <source>Least confident first</source>
            <translation>Keyakinan terendah dahulu</translation>
        </message>
        <message>
            <source>Most confident first</source>
            <translation>Keyakinan tertinggi dahulu</translation>
        </message>
        <message>
            <source>Most informative first</source>
            <translation>Paling informatif dahulu</translation>
        </message>
        <message>
            <source>Oldest first</source>
            <translation>Terlama dahulu</translation>
        </message>
    </context>
    <context>
        <name>pages</name>
        <message>
            <source>Catalogue</source>
            <translation>Katalog</translation>
        </message>
        <message>
            <source>Categories</source>
            <translation>Kategori</translation>
        </message>
        <message>
            <source>Grid</source>
            <translation>Kisi</translation>
        </message>
        <message>
            <source>Imports</source>
            <translation>Impor</translation>
        </message>
        <message>
            <source>Insights</source>
            <translation>Wawasan</translation>
        </message>
        <message>
            <source>Models</source>
            <translation>Model</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Tinjauan</translation>
        </message>
    </context>
    <context>
        <name>saving</name>
        <message numerus="yes">
            <source>{n} decisions that waited for the server were saved.</source>
            <translation>
                <numerusform>{n} keputusan yang menunggu server telah disimpan.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{n} were not: another operator decided these photos meanwhile, or they changed. Their labels stay as they are.</source>
            <translation>
                <numerusform>{n} tidak disimpan: operator lain sudah memutuskan foto-foto itu, atau fotonya berubah. Labelnya tetap seperti semula.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tour</name>
        <message>
            <source>All were confirmed in one action. A single undo reverses it.</source>
            <translation>Semuanya dikonfirmasi dalam satu tindakan. Satu kali urungkan membatalkannya.</translation>
        </message>
        <message>
            <source>Check the result</source>
            <translation>Lihat hasilnya</translation>
        </message>
        <message>
            <source>Choose Export in the File menu and save your labels to a file.</source>
            <translation>Pilih Ekspor di menu Berkas dan simpan label Anda ke sebuah berkas.</translation>
        </message>
        <message>
            <source>Choose Retrain… in the Training menu. The page says what a retraining needs, how long it takes, and whether it pays.</source>
            <translation>Pilih Latih ulang… di menu Pelatihan. Halamannya menyebutkan apa yang diperlukan pelatihan ulang, berapa lama, dan apakah menguntungkan.</translation>
        </message>
        <message>
            <source>Confirm similar photos together</source>
            <translation>Konfirmasi foto serupa bersama-sama</translation>
        </message>
        <message>
            <source>Confirm three suggestions</source>
            <translation>Konfirmasi tiga saran</translation>
        </message>
        <message>
            <source>Confirmed. Each decision was saved before the next photo appeared.</source>
            <translation>Terkonfirmasi. Setiap keputusan disimpan sebelum foto berikutnya tampil.</translation>
        </message>
        <message>
            <source>Correct a suggestion</source>
            <translation>Koreksi sebuah saran</translation>
        </message>
        <message>
            <source>Corrected. Your decision replaces the suggestion.</source>
            <translation>Terkoreksi. Keputusan Anda menggantikan saran.</translation>
        </message>
        <message>
            <source>Each retraining is tested on validation photos, which are never used for training.</source>
            <translation>Setiap pelatihan ulang diuji pada foto validasi, yang tidak pernah dipakai untuk melatih.</translation>
        </message>
        <message>
            <source>Each row is a retraining. Automatic activation needs 30 validation photos.</source>
            <translation>Setiap baris adalah satu pelatihan ulang. Aktivasi otomatis perlu 30 foto validasi.</translation>
        </message>
        <message>
            <source>Export your labels</source>
            <translation>Ekspor label Anda</translation>
        </message>
        <message>
            <source>Exported. The file lists who reviewed each label, when, and how it was accepted.</source>
            <translation>Terekspor. Berkas mencatat siapa yang meninjau setiap label, kapan, dan bagaimana label itu diterima.</translation>
        </message>
        <message>
            <source>Find a photo</source>
            <translation>Cari foto</translation>
        </message>
        <message>
            <source>Found. You can combine filters, and change or export the selected photos.</source>
            <translation>Ditemukan. Anda dapat menggabungkan filter, dan mengubah atau mengekspor foto yang dipilih.</translation>
        </message>
        <message>
            <source>In the Grid, select a group, deselect the photos that do not belong, and confirm the rest together.</source>
            <translation>Di Kisi, pilih sebuah kelompok, batalkan pilihan foto yang tidak sesuai, lalu konfirmasi sisanya sekaligus.</translation>
        </message>
        <message>
            <source>Not sure?</source>
            <translation>Ragu?</translation>
        </message>
        <message>
            <source>On the Insights page, open the Learning section.</source>
            <translation>Di halaman Wawasan, buka bagian Pembelajaran.</translation>
        </message>
        <message>
            <source>Press the number of another category in the list beside the photo, or click the category. This is only practice: you undo it in the next step.</source>
            <translation>Tekan angka kategori lain dalam daftar di samping foto, atau klik kategorinya. Ini hanya latihan: Anda akan mengurungkannya pada langkah berikutnya.</translation>
        </message>
        <message>
            <source>Retrain the model</source>
            <translation>Latih ulang model</translation>
        </message>
        <message>
            <source>Skip this photo, or ask a colleague. Neither assigns a category.</source>
            <translation>Lewati foto ini, atau tanyakan kepada rekan. Keduanya tidak menetapkan kategori.</translation>
        </message>
        <message>
            <source>The Catalogue lists every photo. Type part of a file name above the list, such as 12.</source>
            <translation>Katalog memuat setiap foto. Ketik sebagian nama berkas di atas daftar, misalnya 12.</translation>
        </message>
        <message>
            <source>The highlighted category beside the photo is the model's suggestion. Confirm it if it is right; otherwise skip the photo for now.</source>
            <translation>Kategori yang disorot di samping foto adalah saran model. Konfirmasi jika benar; jika tidak, lewati foto itu untuk sementara.</translation>
        </message>
        <message>
            <source>The photo was put aside and can be reviewed later.</source>
            <translation>Foto itu ditunda dan dapat ditinjau nanti.</translation>
        </message>
        <message>
            <source>Undo it</source>
            <translation>Urungkan</translation>
        </message>
        <message>
            <source>Undo reverses your actions one at a time, even those of earlier days.</source>
            <translation>Urungkan membatalkan tindakan Anda satu per satu, termasuk yang dari hari sebelumnya.</translation>
        </message>
        <message>
            <source>Undone. The photo is back, without your decision.</source>
            <translation>Diurungkan. Foto itu tampil lagi, tanpa keputusan Anda.</translation>
        </message>
    </context>
    <context>
        <name>training</name>
        <message>
            <source>? inconclusive</source>
            <translation>? belum pasti</translation>
        </message>
        <message>
            <source>■ cancelled</source>
            <translation>■ dibatalkan</translation>
        </message>
        <message>
            <source>▲ failed</source>
            <translation>▲ gagal</translation>
        </message>
        <message>
            <source>▲ interrupted</source>
            <translation>▲ terputus</translation>
        </message>
        <message>
            <source>● running</source>
            <translation>● berjalan</translation>
        </message>
        <message>
            <source>✓ better</source>
            <translation>✓ lebih baik</translation>
        </message>
        <message>
            <source>✗ not better</source>
            <translation>✗ tidak lebih baik</translation>
        </message>
    </context>
    <context>
        <name>versions</name>
        <message>
            <source>CREATED</source>
            <translation>DIBUAT</translation>
        </message>
        <message>
            <source>ON YOUR PHOTOS</source>
            <translation>PADA FOTO ANDA</translation>
        </message>
        <message>
            <source>STATE</source>
            <translation>STATUS</translation>
        </message>
        <message>
            <source>TRAINING PHOTOS</source>
            <translation>FOTO LATIH</translation>
        </message>
        <message>
            <source>VERSION</source>
            <translation>VERSI</translation>
        </message>
        <message>
            <source>active</source>
            <translation>aktif</translation>
        </message>
        <message>
            <source>based on {parent}</source>
            <translation>berdasarkan {parent}</translation>
        </message>
        <message>
            <source>built in</source>
            <translation>bawaan</translation>
        </message>
        <message>
            <source>deleted</source>
            <translation>dihapus</translation>
        </message>
        <message>
            <source>not measured</source>
            <translation>belum diukur</translation>
        </message>
        <message>
            <source>removed</source>
            <translation>dihapus</translation>
        </message>
        <message>
            <source>suggestions only</source>
            <translation>hanya saran</translation>
        </message>
        <message>
            <source>{figures}, live learning</source>
            <translation>{figures}, pembelajaran langsung</translation>
        </message>
        <message>
            <source>{share} of {all}</source>
            <translation>{share} dari {all}</translation>
        </message>
        <message numerus="yes">
            <source>{share} of {n} test photos; your photos may differ</source>
            <translation>
                <numerusform>{share} dari {n} foto uji; foto Anda mungkin berbeda</numerusform>
            </translation>
        </message>
        <message>
            <source>▲ folder missing</source>
            <translation>▲ folder hilang</translation>
        </message>
        <message>
            <source>◆ pinned</source>
            <translation>◆ disematkan</translation>
        </message>
    </context>
    <context>
        <name>words</name>
        <message>
            <source>%</source>
            <translation>%</translation>
        </message>
        <message>
            <source>2,191 photos of the Clothing dataset (CC0), and the 55,000 images of Fashion-MNIST turned into colour photos, 20,480 of them also as they are. It recognises shapes and colours with EfficientNet-Lite0 (Google, Apache 2.0), which was trained on ImageNet. Its accuracy is measured on photos and images that it never learned from.</source>
            <translation>2.191 foto dari Clothing dataset (CC0) dan 55.000 gambar Fashion-MNIST yang dijadikan foto berwarna, 20.480 di antaranya juga apa adanya. Bentuk dan warna dikenali dengan EfficientNet-Lite0 (Google, Apache 2.0), yang dilatih dengan ImageNet. Akurasinya diukur pada foto dan gambar yang tidak pernah dipelajarinya.</translation>
        </message>
        <message>
            <source>2,191 photos of the Clothing dataset (CC0), and the 55,000 images of Fashion-MNIST turned into colour photos. Its accuracy is measured on photos and images that it never learned from.</source>
            <translation>2.191 foto dari Clothing dataset (CC0) dan 55.000 gambar Fashion-MNIST yang dijadikan foto berwarna. Akurasinya diukur pada foto dan gambar yang tidak pernah dipelajarinya.</translation>
        </message>
        <message>
            <source>30,000 colour pictures made from the images of Fashion-MNIST and from drawn garments, and 20,480 of those images as they are, without any real photo. It recognises shapes and colours with EfficientNet-Lite0 (Google, Apache 2.0), which was trained on ImageNet.</source>
            <translation>30.000 gambar berwarna yang dibuat dari gambar Fashion-MNIST dan gambar pakaian buatan, serta 20.480 gambar tersebut apa adanya, tanpa satu pun foto asli. Bentuk dan warna dikenali dengan EfficientNet-Lite0 (Google, Apache 2.0), yang dilatih dengan ImageNet.</translation>
        </message>
        <message>
            <source>55,000 images of Fashion-MNIST. Its accuracy is measured on 10,000 test images that it never learned from.</source>
            <translation>55.000 gambar Fashion-MNIST. Akurasinya diukur pada 10.000 gambar uji yang tidak pernah dipelajarinya.</translation>
        </message>
        <message>
            <source>A backup cannot be restored into a database on a server.</source>
            <translation>Cadangan tidak dapat dipulihkan ke basis data di server.</translation>
        </message>
        <message>
            <source>A folder for TensorFlow and TensorFlow Serving.</source>
            <translation>Sebuah folder untuk TensorFlow dan TensorFlow Serving.</translation>
        </message>
        <message>
            <source>A library for {title} is not installed.</source>
            <translation>Pustaka untuk {title} tidak terpasang.</translation>
        </message>
        <message>
            <source>A lowest confidence of {value} is not possible.</source>
            <translation>Keyakinan terendah {value} tidak mungkin.</translation>
        </message>
        <message>
            <source>A model of the architecture {architecture} cannot be exported in this format.</source>
            <translation>Model berarsitektur {architecture} tidak dapat diekspor dalam format ini.</translation>
        </message>
        <message>
            <source>A required accuracy of {value} is not possible.</source>
            <translation>Ketepatan yang disyaratkan {value} tidak mungkin.</translation>
        </message>
        <message>
            <source>A retraining could not be judged yet.</source>
            <translation>Pelatihan ulang belum dapat dinilai.</translation>
        </message>
        <message>
            <source>A retraining will pay after more decisions: about {few}.</source>
            <translation>Pelatihan ulang akan bermanfaat setelah beberapa keputusan lagi: sekitar {few}.</translation>
        </message>
        <message>
            <source>A retraining would hardly pay: no photos are left to review.</source>
            <translation>Pelatihan ulang hampir tidak bermanfaat: tidak ada lagi foto yang perlu ditinjau.</translation>
        </message>
        <message>
            <source>A retraining would hardly pay: the suggestions follow your decisions already.</source>
            <translation>Pelatihan ulang hampir tidak menguntungkan: saran sudah mengikuti keputusan Anda.</translation>
        </message>
        <message>
            <source>A workbook can hold {most:,} photos; there are {photos:,}.</source>
            <translation>Buku kerja dapat memuat {most:,} foto; ada {photos:,}.</translation>
        </message>
        <message>
            <source>A workspace on a server needs a library that is not installed.</source>
            <translation>Ruang kerja di server memerlukan pustaka yang belum terpasang.</translation>
        </message>
        <message>
            <source>API</source>
            <translation>API</translation>
        </message>
        <message>
            <source>About {least} more decisions until the result can be judged.</source>
            <translation>Sekitar {least} keputusan lagi sampai hasilnya dapat dinilai.</translation>
        </message>
        <message>
            <source>Accept new photos automatically</source>
            <translation>Terima foto baru secara otomatis</translation>
        </message>
        <message>
            <source>Accepted by extension of an older certificate: {accepted}. Their accuracy is not proved.</source>
            <translation>Diterima lewat perluasan sertifikat lama: {accepted}. Ketepatannya tidak dibuktikan.</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>Token akses</translation>
        </message>
        <message>
            <source>Activate a version listed by `hitl-app models list`.</source>
            <translation>Aktifkan versi yang tercantum pada `hitl-app models list`.</translation>
        </message>
        <message>
            <source>Activate it first, or export the version itself.</source>
            <translation>Aktifkan dulu, atau ekspor versi itu sendiri.</translation>
        </message>
        <message>
            <source>Activate it with `hitl-app models activate`, or write to a folder with `--out`.</source>
            <translation>Aktifkan dengan `hitl-app models activate`, atau tulis ke folder dengan `--out`.</translation>
        </message>
        <message>
            <source>Activate the version that you want instead.</source>
            <translation>Sebagai gantinya, aktifkan versi yang Anda inginkan.</translation>
        </message>
        <message>
            <source>Activating</source>
            <translation>Mengaktifkan</translation>
        </message>
        <message>
            <source>Add `--engine ray`, or leave out the address.</source>
            <translation>Tambahkan `--engine ray`, atau hilangkan alamatnya.</translation>
        </message>
        <message>
            <source>Add `--new-categories create` or `skip`, or `--map OLD=NEW`; `--dry-run` lists all.</source>
            <translation>Tambahkan `--new-categories create` atau `skip`, atau `--map OLD=NEW`; `--dry-run` menampilkan semuanya.</translation>
        </message>
        <message>
            <source>Add a category with another name.</source>
            <translation>Tambahkan kategori dengan nama lain.</translation>
        </message>
        <message>
            <source>Add another one before you retire it.</source>
            <translation>Tambahkan kategori lain sebelum menonaktifkannya.</translation>
        </message>
        <message>
            <source>Add one with `hitl-app watch add FOLDER`.</source>
            <translation>Tambahkan dengan `hitl-app watch add FOLDER`.</translation>
        </message>
        <message>
            <source>Add your categories to the existing ones and retire those that you do not need.</source>
            <translation>Tambahkan kategori Anda pada yang sudah ada, dan nonaktifkan yang tidak diperlukan.</translation>
        </message>
        <message>
            <source>All done</source>
            <translation>Semua selesai</translation>
        </message>
        <message>
            <source>All stages for the labels of import {number} are used.</source>
            <translation>Semua tahap untuk label impor {number} sudah terpakai.</translation>
        </message>
        <message>
            <source>All training photos ({count}) are in retired categories.</source>
            <translation>Semua foto latih ({count}) termasuk kategori nonaktif.</translation>
        </message>
        <message>
            <source>All training photos are in one category, {name}.</source>
            <translation>Semua foto latih termasuk satu kategori, {name}.</translation>
        </message>
        <message>
            <source>Allow writing to that folder, or choose another one.</source>
            <translation>Izinkan penulisan ke folder itu, atau pilih folder lain.</translation>
        </message>
        <message>
            <source>Already in this workspace</source>
            <translation>Sudah ada di ruang kerja ini</translation>
        </message>
        <message>
            <source>Already reviewed</source>
            <translation>Sudah ditinjau</translation>
        </message>
        <message>
            <source>An address was given, but the engine is not Ray.</source>
            <translation>Alamat diberikan, tetapi mesinnya bukan Ray.</translation>
        </message>
        <message>
            <source>An inspection does not pay yet.</source>
            <translation>Inspeksi belum menguntungkan.</translation>
        </message>
        <message>
            <source>An inspection is already open.</source>
            <translation>Sudah ada inspeksi yang terbuka.</translation>
        </message>
        <message>
            <source>An inspection was started during the training; activating the new version would close it. Activate it when the inspection has ended.</source>
            <translation>Sebuah inspeksi dimulai selama pelatihan; mengaktifkan versi baru akan menutupnya. Aktifkan setelah inspeksi selesai.</translation>
        </message>
        <message>
            <source>An inspection was started while the suggestion for this photo was visible. The decision was not saved.</source>
            <translation>Sebuah inspeksi dimulai ketika saran untuk foto ini masih terlihat. Keputusan tidak disimpan.</translation>
        </message>
        <message>
            <source>An unexpected error occurred. Try again.</source>
            <translation>Terjadi kesalahan tak terduga. Coba lagi.</translation>
        </message>
        <message>
            <source>An unexpected error stopped this job: {detail}. Your decisions are safe.</source>
            <translation>Kesalahan tak terduga menghentikan tugas ini: {detail}. Keputusan Anda aman.</translation>
        </message>
        <message>
            <source>Another inspection would prove nothing. Review the likely mistakes, or label again.</source>
            <translation>Inspeksi lagi tidak akan membuktikan apa pun. Tinjau kemungkinan salah, atau beri label lagi.</translation>
        </message>
        <message>
            <source>Another person has this photo on screen.</source>
            <translation>Orang lain sedang membuka foto ini.</translation>
        </message>
        <message>
            <source>Another program (process {pid} on {host}) is already running this job: {job}.</source>
            <translation>Program lain (proses {pid} di {host}) sudah menjalankan tugas ini: {job}.</translation>
        </message>
        <message>
            <source>Another program is using the database {path}.</source>
            <translation>Program lain sedang memakai basis data {path}.</translation>
        </message>
        <message>
            <source>Another program is watching the folders of this workspace.</source>
            <translation>Program lain sedang memantau folder ruang kerja ini.</translation>
        </message>
        <message>
            <source>Applying the threshold</source>
            <translation>Menerapkan ambang</translation>
        </message>
        <message>
            <source>Ask a colleague</source>
            <translation>Tanyakan kepada rekan</translation>
        </message>
        <message>
            <source>Ask its administrator for the certificate, and check sslmode in the address.</source>
            <translation>Minta sertifikatnya kepada administrator server, dan periksa sslmode dalam alamat.</translation>
        </message>
        <message>
            <source>Ask its administrator for the right to do it.</source>
            <translation>Minta haknya kepada administrator server.</translation>
        </message>
        <message>
            <source>Ask its administrator to free space. The last change was not saved.</source>
            <translation>Minta administrator mengosongkan ruang. Perubahan terakhir tidak tersimpan.</translation>
        </message>
        <message>
            <source>Ask the administrator of the server for it.</source>
            <translation>Mintalah kepada administrator server.</translation>
        </message>
        <message>
            <source>Ask the administrator of the server to restore it.</source>
            <translation>Minta administrator server memulihkannya.</translation>
        </message>
        <message>
            <source>At least {share} of the {accepted} automatic labels are correct.</source>
            <translation>Sedikitnya {share} dari {accepted} label otomatis benar.</translation>
        </message>
        <message>
            <source>At least {share} of these {lot} labels are right.</source>
            <translation>Sedikitnya {share} dari {lot} label ini benar.</translation>
        </message>
        <message>
            <source>Auto-accept above a confidence of</source>
            <translation>Terima otomatis di atas keyakinan</translation>
        </message>
        <message>
            <source>Auto-accepted</source>
            <translation>Diterima otomatis</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Kembali</translation>
        </message>
        <message>
            <source>Backing up</source>
            <translation>Mencadangkan</translation>
        </message>
        <message>
            <source>By category</source>
            <translation>Menurut kategori</translation>
        </message>
        <message>
            <source>COCO</source>
            <translation>COCO</translation>
        </message>
        <message>
            <source>CSV</source>
            <translation>CSV</translation>
        </message>
        <message>
            <source>CSV or TSV</source>
            <translation>CSV atau TSV</translation>
        </message>
        <message>
            <source>Cancelled. No file was written.</source>
            <translation>Dibatalkan. Tidak ada berkas yang ditulis.</translation>
        </message>
        <message>
            <source>Cancelled. No inspection was started.</source>
            <translation>Dibatalkan. Tidak ada inspeksi yang dimulai.</translation>
        </message>
        <message>
            <source>Cancelled. Nothing was written.</source>
            <translation>Dibatalkan. Tidak ada yang ditulis.</translation>
        </message>
        <message>
            <source>Cancelled. Unfinished files will be removed the next time you save to the same place.</source>
            <translation>Dibatalkan. Berkas yang belum selesai akan dihapus saat Anda menyimpan lagi di tempat yang sama.</translation>
        </message>
        <message>
            <source>Cannot save to {path}: this file type is not possible here.</source>
            <translation>Tidak dapat menyimpan ke {path}: jenis berkas ini tidak didukung di sini.</translation>
        </message>
        <message>
            <source>Categories</source>
            <translation>Kategori</translation>
        </message>
        <message>
            <source>Certificate {number}</source>
            <translation>Sertifikat {number}</translation>
        </message>
        <message>
            <source>Certificate {number}: imported labels</source>
            <translation>Sertifikat {number}: label impor</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Ubah</translation>
        </message>
        <message>
            <source>Check its name in the address, or create it with `hitl-app init --database`.</source>
            <translation>Periksa namanya dalam alamat, atau buat dengan `hitl-app init --database`.</translation>
        </message>
        <message>
            <source>Check that its disk is connected. Watching resumes automatically.</source>
            <translation>Pastikan diskanya tersambung. Pemantauan dilanjutkan secara otomatis.</translation>
        </message>
        <message>
            <source>Check that the file exists and that you have permission to read it.</source>
            <translation>Pastikan berkas itu ada dan Anda memiliki izin untuk membacanya.</translation>
        </message>
        <message>
            <source>Check that this program is installed on every computer of the cluster, and start again.</source>
            <translation>Pastikan program ini terpasang di setiap komputer klaster, lalu mulai lagi.</translation>
        </message>
        <message>
            <source>Check that you have permission to read the file.</source>
            <translation>Pastikan Anda memiliki izin untuk membaca berkas itu.</translation>
        </message>
        <message>
            <source>Check the address with `ray status`, or leave it out to start one on this computer.</source>
            <translation>Periksa alamatnya dengan `ray status`, atau hilangkan untuk memulai klaster di komputer ini.</translation>
        </message>
        <message>
            <source>Check the address, the network and the server, then try again.</source>
            <translation>Periksa alamat, jaringan, dan server, lalu coba lagi.</translation>
        </message>
        <message>
            <source>Check the disk and make a backup on another one.</source>
            <translation>Periksa diska itu dan buat cadangan di diska lain.</translation>
        </message>
        <message>
            <source>Check the file, or choose its format.</source>
            <translation>Periksa berkasnya, atau pilih formatnya.</translation>
        </message>
        <message>
            <source>Check the file. If it is text in another encoding, choose that, such as cp1252.</source>
            <translation>Periksa berkas itu. Jika teksnya memakai pengodean lain, pilih pengodean tersebut, misalnya cp1252.</translation>
        </message>
        <message>
            <source>Check the name in the address and the password in the file ~/.pgpass.</source>
            <translation>Periksa nama dalam alamat dan kata sandi dalam berkas ~/.pgpass.</translation>
        </message>
        <message>
            <source>Check the new proposal and start again.</source>
            <translation>Periksa usulan baru lalu mulai lagi.</translation>
        </message>
        <message>
            <source>Checks labelled by</source>
            <translation>Pemeriksaan dilabeli oleh</translation>
        </message>
        <message>
            <source>Checks wrong, or not labelled when the result was certain</source>
            <translation>Pemeriksaan yang salah, atau belum dilabeli ketika hasilnya pasti</translation>
        </message>
        <message>
            <source>Choose Keras or SavedModel.</source>
            <translation>Pilih Keras atau SavedModel.</translation>
        </message>
        <message>
            <source>Choose a feed whose items have image addresses, or the column that holds them.</source>
            <translation>Pilih feed yang item-itemnya memiliki alamat gambar, atau pilih kolom alamat tersebut.</translation>
        </message>
        <message>
            <source>Choose a folder on a disk of this computer; the photos may stay on the share.</source>
            <translation>Pilih folder di diska komputer ini; fotonya boleh tetap di folder bersama pada jaringan komputer.</translation>
        </message>
        <message>
            <source>Choose a folder with JPEG, PNG, WebP, AVIF, TIFF, BMP, GIF or HEIC files.</source>
            <translation>Pilih folder yang berisi berkas JPEG, PNG, WebP, AVIF, TIFF, BMP, GIF, atau HEIC.</translation>
        </message>
        <message>
            <source>Choose a folder with one subfolder per category.</source>
            <translation>Pilih folder dengan satu subfolder per kategori.</translation>
        </message>
        <message>
            <source>Choose a list that contains only categories. Nothing was added.</source>
            <translation>Pilih daftar yang hanya berisi kategori. Tidak ada yang ditambahkan.</translation>
        </message>
        <message>
            <source>Choose a lower accuracy or another sample size, or review all of these labels.</source>
            <translation>Pilih ketepatan yang lebih rendah atau ukuran sampel lain, atau tinjau semua label ini.</translation>
        </message>
        <message>
            <source>Choose a shorter one.</source>
            <translation>Pilih nama yang lebih pendek.</translation>
        </message>
        <message>
            <source>Choose a value from 0 to 1.</source>
            <translation>Pilih nilai dari 0 sampai 1.</translation>
        </message>
        <message>
            <source>Choose a value from {low:.0%} to {high:.1%}.</source>
            <translation>Pilih nilai dari {low:.0%} sampai {high:.1%}.</translation>
        </message>
        <message>
            <source>Choose a version that was trained or imported here.</source>
            <translation>Pilih versi yang dilatih atau diimpor di sini.</translation>
        </message>
        <message>
            <source>Choose an existing folder that you have permission to read.</source>
            <translation>Pilih folder yang ada dan dapat Anda baca.</translation>
        </message>
        <message>
            <source>Choose another address or port with `--host` and `--port`.</source>
            <translation>Pilih alamat atau porta lain dengan `--host` dan `--port`.</translation>
        </message>
        <message>
            <source>Choose another category.</source>
            <translation>Pilih kategori lain.</translation>
        </message>
        <message>
            <source>Choose another database or folder. Nothing was changed.</source>
            <translation>Pilih basis data atau folder lain. Tidak ada yang diubah.</translation>
        </message>
        <message>
            <source>Choose another database, or create a new one. Nothing was changed.</source>
            <translation>Pilih basis data lain, atau buat yang baru. Tidak ada yang diubah.</translation>
        </message>
        <message>
            <source>Choose another file. The workspace was not changed.</source>
            <translation>Pilih berkas lain. Ruang kerja tidak diubah.</translation>
        </message>
        <message>
            <source>Choose another folder, or move that file away.</source>
            <translation>Pilih folder lain, atau pindahkan berkas itu.</translation>
        </message>
        <message>
            <source>Choose another folder.</source>
            <translation>Pilih folder lain.</translation>
        </message>
        <message>
            <source>Choose another folder. Nothing was changed.</source>
            <translation>Pilih folder lain. Tidak ada yang diubah.</translation>
        </message>
        <message>
            <source>Choose another format, and report this as a bug.</source>
            <translation>Pilih format lain, dan laporkan ini sebagai bug.</translation>
        </message>
        <message>
            <source>Choose another import, or import the labels again.</source>
            <translation>Pilih impor lain, atau impor lagi labelnya.</translation>
        </message>
        <message>
            <source>Choose another name for the file.</source>
            <translation>Pilih nama lain untuk berkasnya.</translation>
        </message>
        <message>
            <source>Choose another name, or an empty folder.</source>
            <translation>Pilih nama lain, atau folder kosong.</translation>
        </message>
        <message>
            <source>Choose another name.</source>
            <translation>Pilih nama lain.</translation>
        </message>
        <message>
            <source>Choose another name. Only an earlier export can be replaced (`--replace`).</source>
            <translation>Pilih nama lain. Hanya hasil ekspor sebelumnya yang dapat diganti (`--replace`).</translation>
        </message>
        <message>
            <source>Choose another place for the file.</source>
            <translation>Pilih tempat lain untuk berkas ini.</translation>
        </message>
        <message>
            <source>Choose another place, or check that you have permission to write there.</source>
            <translation>Pilih tempat lain, atau pastikan Anda memiliki izin untuk menulis di sana.</translation>
        </message>
        <message>
            <source>Choose another version. Pin versions that you want to keep.</source>
            <translation>Pilih versi lain. Sematkan versi yang ingin Anda simpan.</translation>
        </message>
        <message>
            <source>Choose fewer photos, or another format.</source>
            <translation>Pilih lebih sedikit foto, atau format lain.</translation>
        </message>
        <message>
            <source>Choose one of: {known}.</source>
            <translation>Pilih salah satu: {known}.</translation>
        </message>
        <message>
            <source>Choose photos</source>
            <translation>Pilih foto</translation>
        </message>
        <message>
            <source>Choose photos, or drop or paste them here</source>
            <translation>Pilih foto, atau seret atau tempelkan di sini</translation>
        </message>
        <message>
            <source>Choose the column of the images, and of the products.</source>
            <translation>Pilih kolom gambar dan kolom produk.</translation>
        </message>
        <message>
            <source>Choose the columns of the photos and of the labels.</source>
            <translation>Pilih kolom foto dan kolom label.</translation>
        </message>
        <message>
            <source>Choose the encoding that it was saved in, in a terminal with `--encoding`; that of older Windows programs is cp1252.</source>
            <translation>Pilih pengodean yang dipakai saat berkas itu disimpan, di terminal dengan `--encoding`; program Windows lama memakai cp1252.</translation>
        </message>
        <message>
            <source>Classify</source>
            <translation>Klasifikasikan</translation>
        </message>
        <message>
            <source>Close it there, then try again. Nothing was changed.</source>
            <translation>Tutup di sana, lalu coba lagi. Tidak ada yang diubah.</translation>
        </message>
        <message>
            <source>Close other programs or allow this one more memory, then try again.</source>
            <translation>Tutup program lain atau izinkan program ini memakai lebih banyak memori, lalu coba lagi.</translation>
        </message>
        <message>
            <source>Close other programs or raise the limit of open files, then try again.</source>
            <translation>Tutup program lain atau naikkan batas berkas yang terbuka, lalu coba lagi.</translation>
        </message>
        <message>
            <source>Close other programs that use it, or ask its administrator to raise max_connections.</source>
            <translation>Tutup program lain yang memakainya, atau minta administrator menaikkan max_connections.</translation>
        </message>
        <message>
            <source>Close that program or wait until it is done, then try again.</source>
            <translation>Tutup program itu atau tunggu sampai selesai, lalu coba lagi.</translation>
        </message>
        <message>
            <source>Close the app and wait for running jobs, then restore again.</source>
            <translation>Tutup aplikasi dan tunggu tugas yang berjalan, lalu pulihkan lagi.</translation>
        </message>
        <message>
            <source>Colour photos of clothes, and a start for your own categories. It also reads grey pictures like those of Fashion-MNIST.</source>
            <translation>Foto pakaian berwarna, dan titik awal untuk kategori Anda sendiri. Model ini juga membaca gambar abu-abu seperti pada Fashion-MNIST.</translation>
        </message>
        <message>
            <source>Compared with the active version on the validation photos: only {gained} newly correct, {lost} newly wrong.</source>
            <translation>Dibandingkan dengan versi aktif pada foto validasi: hanya {gained} kini benar, {lost} kini salah.</translation>
        </message>
        <message>
            <source>Compared with the active version on the validation photos: {gained} newly correct, {lost} newly wrong.</source>
            <translation>Dibandingkan dengan versi aktif pada foto validasi: {gained} kini benar, {lost} kini salah.</translation>
        </message>
        <message>
            <source>Compared with the active version on the validation photos: {gained} newly correct, {lost} newly wrong. The difference is too small to decide.</source>
            <translation>Dibandingkan dengan versi aktif pada foto validasi: {gained} kini benar, {lost} kini salah. Perbedaannya terlalu kecil untuk memastikan.</translation>
        </message>
        <message>
            <source>Comparing operators</source>
            <translation>Membandingkan operator</translation>
        </message>
        <message>
            <source>Comparing photos</source>
            <translation>Membandingkan foto</translation>
        </message>
        <message>
            <source>Comparing versions</source>
            <translation>Membandingkan versi</translation>
        </message>
        <message>
            <source>Confidence</source>
            <translation>Kepercayaan</translation>
        </message>
        <message>
            <source>Confirm</source>
            <translation>Konfirmasi</translation>
        </message>
        <message>
            <source>Confirm {name}</source>
            <translation>Konfirmasi {name}</translation>
        </message>
        <message>
            <source>Connect its disk. Your decisions do not depend on the original photos.</source>
            <translation>Sambungkan diskanya. Keputusan Anda tidak bergantung pada foto asli.</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Lanjutkan</translation>
        </message>
        <message>
            <source>Continue with the next photo.</source>
            <translation>Lanjutkan dengan foto berikutnya.</translation>
        </message>
        <message>
            <source>Copy its folder to a place where you can write, and open it there.</source>
            <translation>Salin foldernya ke tempat yang dapat Anda tulisi, lalu buka di sana.</translation>
        </message>
        <message>
            <source>Copy the whole folder of this model again from its source.</source>
            <translation>Salin ulang seluruh folder model ini dari asalnya.</translation>
        </message>
        <message>
            <source>Copy the whole folder to a place where you can write, and open it there.</source>
            <translation>Salin seluruh foldernya ke tempat yang dapat Anda tulisi, lalu buka di sana.</translation>
        </message>
        <message>
            <source>Create a database with the encoding UTF8.</source>
            <translation>Buat basis data dengan pengodean UTF8.</translation>
        </message>
        <message>
            <source>Create one with `hitl-app init --database`, or move one there with `hitl-app move-to`.</source>
            <translation>Buat dengan `hitl-app init --database`, atau pindahkan ke sana dengan `hitl-app move-to`.</translation>
        </message>
        <message>
            <source>Create the name with `createuser --pwprompt {name}` on the server.</source>
            <translation>Buat nama itu dengan `createuser --pwprompt {name}` di server.</translation>
        </message>
        <message>
            <source>Date (UTC)</source>
            <translation>Tanggal (UTC)</translation>
        </message>
        <message>
            <source>Decisions cannot be kept on this computer: {detail}.</source>
            <translation>Keputusan tidak dapat ditahan di komputer ini: {detail}.</translation>
        </message>
        <message>
            <source>Delete the file and connect the folder again with `hitl-app connect`.</source>
            <translation>Hapus berkas itu, lalu hubungkan lagi foldernya dengan `hitl-app connect`.</translation>
        </message>
        <message>
            <source>Do not rely on this certificate: more of these labels have since been found wrong than it allows.</source>
            <translation>Jangan mengandalkan sertifikat ini: label yang sejak itu ternyata salah lebih banyak daripada yang dibolehkannya.</translation>
        </message>
        <message>
            <source>Do not rely on this certificate: more wrong labels have since been found in its lot than it allows.</source>
            <translation>Jangan andalkan sertifikat ini: sejak itu ditemukan lebih banyak label salah dalam lotnya daripada yang diizinkan.</translation>
        </message>
        <message>
            <source>Enter</source>
            <translation>Enter</translation>
        </message>
        <message>
            <source>Enter a time such as 22:00, or off.</source>
            <translation>Masukkan waktu seperti 22:00, atau off.</translation>
        </message>
        <message>
            <source>Enter a {type} from {low} to {high}.</source>
            <translation>Masukkan {type} dari {low} sampai {high}.</translation>
        </message>
        <message>
            <source>Enter the token that was shown when the server was started.</source>
            <translation>Masukkan token yang ditampilkan saat server dijalankan.</translation>
        </message>
        <message>
            <source>Error probability allowed for the stage</source>
            <translation>Peluang galat yang diizinkan untuk tahap ini</translation>
        </message>
        <message>
            <source>Evaluating</source>
            <translation>Mengevaluasi</translation>
        </message>
        <message>
            <source>Evaluating the checks</source>
            <translation>Mengevaluasi pemeriksaan</translation>
        </message>
        <message>
            <source>Everything that the pages do, for programs. Errors are RFC 9457 problems.</source>
            <translation>Semua fungsi halaman ini untuk program. Kesalahan mengikuti RFC 9457.</translation>
        </message>
        <message>
            <source>Excel workbook</source>
            <translation>Buku kerja Excel</translation>
        </message>
        <message>
            <source>Explaining</source>
            <translation>Menjelaskan</translation>
        </message>
        <message>
            <source>Export it again on the original computer and copy the complete file.</source>
            <translation>Ekspor lagi di komputer asalnya, lalu salin berkasnya secara lengkap.</translation>
        </message>
        <message>
            <source>Export the version itself.</source>
            <translation>Ekspor versi itu sendiri.</translation>
        </message>
        <message>
            <source>Exporting</source>
            <translation>Mengekspor</translation>
        </message>
        <message>
            <source>Exporting a model</source>
            <translation>Mengekspor model</translation>
        </message>
        <message>
            <source>Exporting a version</source>
            <translation>Mengekspor versi</translation>
        </message>
        <message>
            <source>Extended acceptance {number}</source>
            <translation>Penerimaan yang diperluas {number}</translation>
        </message>
        <message>
            <source>Extending certificates to new photos is switched off.</source>
            <translation>Perluasan sertifikat ke foto baru dimatikan.</translation>
        </message>
        <message>
            <source>Few photos are left to review ({left}): a retraining would hardly pay.</source>
            <translation>Foto yang belum ditinjau tinggal sedikit ({left}): pelatihan ulang hampir tidak menguntungkan.</translation>
        </message>
        <message>
            <source>Find it with `hitl-app queue` or in an export.</source>
            <translation>Cari dengan `hitl-app queue` atau dalam hasil ekspor.</translation>
        </message>
        <message>
            <source>Finding labels to check</source>
            <translation>Mencari label yang perlu diperiksa</translation>
        </message>
        <message>
            <source>Finding near-duplicates</source>
            <translation>Mencari foto yang hampir sama</translation>
        </message>
        <message>
            <source>Finding no significant drift does not prove that there is none.</source>
            <translation>Tidak ditemukannya pergeseran bermakna tidak membuktikan bahwa pergeseran tidak ada.</translation>
        </message>
        <message>
            <source>First the lot of {lot} photos was fixed; then {checks} of them were drawn at random.</source>
            <translation>Lot sebanyak {lot} foto ditetapkan lebih dahulu; kemudian {checks} di antaranya diambil secara acak.</translation>
        </message>
        <message>
            <source>First the lot was fixed: the {lot} labels of import {import-number} that were in force. Then {checks} of them were drawn at random.</source>
            <translation>Mula-mula lot ditetapkan: {lot} label dari impor {import-number} yang berlaku. Lalu {checks} di antaranya diambil secara acak.</translation>
        </message>
        <message>
            <source>Free some space and try again. Earlier decisions are saved.</source>
            <translation>Kosongkan ruang dan coba lagi. Keputusan sebelumnya tersimpan.</translation>
        </message>
        <message>
            <source>Free space on its disk. They are sent to the server as soon as it answers.</source>
            <translation>Kosongkan ruang di disknya. Keputusan dikirim ke server begitu server menjawab.</translation>
        </message>
        <message>
            <source>Give a text with one path per line, or a table with a column path, in UTF-8.</source>
            <translation>Berikan teks dengan satu lokasi per baris, atau tabel dengan kolom path, dalam UTF-8.</translation>
        </message>
        <message>
            <source>Grey catalogue pictures of 28×28 pixels, like those of Fashion-MNIST.</source>
            <translation>Gambar katalog abu-abu berukuran 28×28 piksel, seperti pada Fashion-MNIST.</translation>
        </message>
        <message>
            <source>Grouping photos by product</source>
            <translation>Mengelompokkan foto per produk</translation>
        </message>
        <message>
            <source>HEIC needs the package pillow-heif</source>
            <translation>HEIC memerlukan paket pillow-heif</translation>
        </message>
        <message>
            <source>Hugging Face ImageFolder</source>
            <translation>Hugging Face ImageFolder</translation>
        </message>
        <message>
            <source>If it is a different model, give it another name and export it again.</source>
            <translation>Jika ini model yang berbeda, beri nama lain lalu ekspor lagi.</translation>
        </message>
        <message>
            <source>Images, categories and one annotation per label.</source>
            <translation>Gambar, kategori, dan satu anotasi per label.</translation>
        </message>
        <message>
            <source>Import a folder of photos there or run `hitl-app init` to create one.</source>
            <translation>Impor folder foto ke sana atau jalankan `hitl-app init` untuk membuatnya.</translation>
        </message>
        <message>
            <source>Import it on its own.</source>
            <translation>Impor berkas itu tersendiri.</translation>
        </message>
        <message>
            <source>Import of labels</source>
            <translation>Impor label</translation>
        </message>
        <message>
            <source>Import of labels cancelled. Undo reverts decisions; suggestions can be removed in Models.</source>
            <translation>Impor label dibatalkan. Urungkan membatalkan keputusan; saran dapat dihapus di Model.</translation>
        </message>
        <message>
            <source>Import of labels {number} was undone before.</source>
            <translation>Impor label {number} sudah dibatalkan sebelumnya.</translation>
        </message>
        <message>
            <source>Import {number} of labels was undone: none of its labels is in force.</source>
            <translation>Impor label {number} diurungkan: tidak ada labelnya yang berlaku.</translation>
        </message>
        <message>
            <source>Importing</source>
            <translation>Mengimpor</translation>
        </message>
        <message>
            <source>Importing a version</source>
            <translation>Mengimpor versi</translation>
        </message>
        <message>
            <source>Importing labels</source>
            <translation>Mengimpor label</translation>
        </message>
        <message>
            <source>In the review queue</source>
            <translation>Dalam antrean tinjauan</translation>
        </message>
        <message>
            <source>Inspection result {number}: imported labels, not certified</source>
            <translation>Hasil inspeksi {number}: label impor, tidak bersertifikat</translation>
        </message>
        <message>
            <source>Install it with: pip install 'hitl-app[parquet]', or choose another format.</source>
            <translation>Pasang dengan: pip install 'hitl-app[parquet]', atau pilih format lain.</translation>
        </message>
        <message>
            <source>Install it with: pip install 'hitl-app[team]'</source>
            <translation>Pasang dengan: pip install 'hitl-app[team]'</translation>
        </message>
        <message>
            <source>Install it with: pip install 'hitl-app[{extra}]', or choose another format.</source>
            <translation>Pasang dengan: pip install 'hitl-app[{extra}]', atau pilih format lain.</translation>
        </message>
        <message>
            <source>Install them with `pip install 'hitl-app[scale]'`.</source>
            <translation>Pasang dengan `pip install 'hitl-app[scale]'`.</translation>
        </message>
        <message>
            <source>Install them with `pip install 'hitl-app[serve]'`.</source>
            <translation>Pasang dengan `pip install 'hitl-app[serve]'`.</translation>
        </message>
        <message>
            <source>It applies to these photos only, not to later photos or other catalogues.</source>
            <translation>Sertifikat ini hanya berlaku untuk foto ini, bukan untuk foto yang lebih baru atau katalog lain.</translation>
        </message>
        <message>
            <source>It does not state which labels are wrong, or that any single label is correct.</source>
            <translation>Sertifikat ini tidak menyatakan label mana yang salah, atau bahwa suatu label tertentu benar.</translation>
        </message>
        <message>
            <source>It does not state which of the other labels are wrong, or that any single label is right.</source>
            <translation>Sertifikat ini tidak menyatakan label lain mana yang salah, atau bahwa satu label tertentu benar.</translation>
        </message>
        <message>
            <source>It is about these labels only, not about later ones or those of other catalogues.</source>
            <translation>Sertifikat ini hanya tentang label-label ini, bukan label sesudahnya atau label katalog lain.</translation>
        </message>
        <message>
            <source>It is not proved that {target} of these {lot} labels are right. At least {share} of them are.</source>
            <translation>Tidak terbukti bahwa {target} dari {lot} label ini benar. Sedikitnya {share} benar.</translation>
        </message>
        <message>
            <source>JSON</source>
            <translation>JSON</translation>
        </message>
        <message>
            <source>JSON Lines</source>
            <translation>JSON Lines</translation>
        </message>
        <message>
            <source>Job cancelled. What was finished is kept.</source>
            <translation>Tugas dibatalkan. Yang sudah selesai tetap tersimpan.</translation>
        </message>
        <message>
            <source>Keep decisions on this computer while the server does not answer</source>
            <translation>Tahan keputusan di komputer ini selama server tidak menjawab</translation>
        </message>
        <message>
            <source>Keep the newest</source>
            <translation>Simpan</translation>
        </message>
        <message>
            <source>Keep working in the workspace, and report this with `hitl-app diagnostics`.</source>
            <translation>Lanjutkan bekerja di ruang kerja ini, dan laporkan hal ini dengan `hitl-app diagnostics`.</translation>
        </message>
        <message>
            <source>Keras</source>
            <translation>Keras</translation>
        </message>
        <message>
            <source>Label Studio</source>
            <translation>Label Studio</translation>
        </message>
        <message>
            <source>Label photos of a second category, then retrain.</source>
            <translation>Labeli foto dari kategori kedua, lalu latih ulang.</translation>
        </message>
        <message>
            <source>Label the photo again, now without the suggestion.</source>
            <translation>Labeli foto itu lagi, kini tanpa saran.</translation>
        </message>
        <message>
            <source>Label unwanted photos as not a product photo instead.</source>
            <translation>Sebagai gantinya, labeli foto yang tidak diinginkan sebagai bukan foto produk.</translation>
        </message>
        <message>
            <source>Labelling as {operator}</source>
            <translation>Memberi label sebagai {operator}</translation>
        </message>
        <message>
            <source>Labels found wrong and replaced until then, in checks and later</source>
            <translation>Label yang sampai saat itu ternyata salah dan diganti, dalam pemeriksaan dan sesudahnya</translation>
        </message>
        <message>
            <source>Labels given by</source>
            <translation>Label diberikan oleh</translation>
        </message>
        <message>
            <source>Labels in the lot</source>
            <translation>Label dalam lot</translation>
        </message>
        <message>
            <source>Labels that are not categories here: {names}.</source>
            <translation>Label yang bukan kategori di sini: {names}.</translation>
        </message>
        <message>
            <source>Learn from each decision</source>
            <translation>Belajar dari setiap keputusan</translation>
        </message>
        <message>
            <source>Learning</source>
            <translation>Pembelajaran</translation>
        </message>
        <message>
            <source>Least confident first</source>
            <translation>Keyakinan terendah dahulu</translation>
        </message>
        <message>
            <source>Leave it out and put it into the file ~/.pgpass of this computer.</source>
            <translation>Hapus dari alamat, lalu tulis di berkas ~/.pgpass pada komputer ini.</translation>
        </message>
        <message>
            <source>Leave them out, or name a CSV, TSV, JSON Lines or XML file.</source>
            <translation>Hapus opsi itu, atau sebutkan berkas CSV, TSV, JSON Lines, atau XML.</translation>
        </message>
        <message>
            <source>Less accurate on earlier data not used in training: {candidate:.1%} instead of {active:.1%}.</source>
            <translation>Kurang tepat pada data sebelumnya yang tidak dipakai dalam pelatihan: {candidate:.1%}, semula {active:.1%}.</translation>
        </message>
        <message>
            <source>Less accurate on {category}: {candidate:.0%} of {count} instead of {active:.0%}.</source>
            <translation>Kurang tepat pada {category}: {candidate:.0%} dari {count}, semula {active:.0%}.</translation>
        </message>
        <message>
            <source>Less confident on correct labels.</source>
            <translation>Kurang yakin pada label yang benar.</translation>
        </message>
        <message>
            <source>Let it import the new photos, or close it and try again.</source>
            <translation>Biarkan program itu mengimpor foto baru, atau tutup lalu coba lagi.</translation>
        </message>
        <message>
            <source>List the categories with `hitl-app categories list`.</source>
            <translation>Lihat daftar kategori dengan `hitl-app categories list`.</translation>
        </message>
        <message>
            <source>List the certificates with `hitl-app inspect --list`.</source>
            <translation>Lihat daftar sertifikat dengan `hitl-app inspect --list`.</translation>
        </message>
        <message>
            <source>List the folders with `hitl-app paths list`.</source>
            <translation>Lihat daftar folder dengan `hitl-app paths list`.</translation>
        </message>
        <message>
            <source>List the versions with `hitl-app models list`.</source>
            <translation>Lihat daftar versi dengan `hitl-app models list`.</translation>
        </message>
        <message>
            <source>List the watched folders with `hitl-app watch list`.</source>
            <translation>Lihat folder pantauan dengan `hitl-app watch list`.</translation>
        </message>
        <message>
            <source>LiteRT (TensorFlow Lite)</source>
            <translation>LiteRT (TensorFlow Lite)</translation>
        </message>
        <message>
            <source>Live learning continues from the active version, and {version} is not active.</source>
            <translation>Pembelajaran langsung berlanjut dari versi aktif, dan {version} tidak aktif.</translation>
        </message>
        <message>
            <source>Live learning has added nothing to {version} that is in use.</source>
            <translation>Pembelajaran langsung belum menambahkan apa pun yang dipakai pada {version}.</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Periksa lagi</translation>
        </message>
        <message>
            <source>Look at the last decisions once the server answers: they show whether it was saved.</source>
            <translation>Lihat keputusan terakhir setelah server menjawab: di sana terlihat apakah perubahan itu tersimpan.</translation>
        </message>
        <message>
            <source>Make them with `hitl-app roles make`.</source>
            <translation>Buat dengan `hitl-app roles make`.</translation>
        </message>
        <message>
            <source>Measured on the validation photos of this workspace only; results on other photos are unknown.</source>
            <translation>Hanya diukur pada foto validasi ruang kerja ini; hasil pada foto lain tidak diketahui.</translation>
        </message>
        <message>
            <source>Measuring the time needed</source>
            <translation>Mengukur waktu yang diperlukan</translation>
        </message>
        <message>
            <source>Model in use: {name} (for 28×28 grey photos).</source>
            <translation>Model yang dipakai: {name} (untuk foto abu-abu 28×28).</translation>
        </message>
        <message>
            <source>Model in use: {name} (for colour photos).</source>
            <translation>Model yang dipakai: {name} (untuk foto berwarna).</translation>
        </message>
        <message>
            <source>Model in use: {name}, until the first photos show which model fits them.</source>
            <translation>Model yang dipakai: {name}, sampai foto pertama menunjukkan model yang cocok.</translation>
        </message>
        <message>
            <source>Model in use: {name}. It suggests the categories that it knows by name, and learns the others from your decisions.</source>
            <translation>Model yang dipakai: {name}. Kategori yang namanya dikenal model langsung disarankan; kategori lainnya dipelajari dari keputusan Anda.</translation>
        </message>
        <message>
            <source>Model version</source>
            <translation>Versi model</translation>
        </message>
        <message>
            <source>More confident on correct labels.</source>
            <translation>Lebih yakin pada label yang benar.</translation>
        </message>
        <message>
            <source>Most confident first</source>
            <translation>Keyakinan tertinggi dahulu</translation>
        </message>
        <message>
            <source>Most frequent mistakes on test images: Shirt taken for T-shirt/top (100 of 1,000), T-shirt/top for Shirt (76), Shirt for Coat (74).</source>
            <translation>Kesalahan tersering pada gambar uji: Shirt dikira T-shirt/top (100 dari 1.000), T-shirt/top dikira Shirt (76), Shirt dikira Coat (74).</translation>
        </message>
        <message>
            <source>Most frequent mistakes on test images: Shirt taken for T-shirt/top (102 of 1,000), T-shirt/top for Shirt (74), Shirt for Coat (72). It has not learned from real photos.</source>
            <translation>Kesalahan tersering pada gambar uji: Shirt dikira T-shirt/top (102 dari 1.000), T-shirt/top dikira Shirt (74), Shirt dikira Coat (72). Model ini belum belajar dari foto asli.</translation>
        </message>
        <message>
            <source>Most frequent mistakes on test images: Shirt taken for T-shirt/top (113 of 1,000), T-shirt/top for Shirt (97), Shirt for Pullover (63). On ordinary phone photos only 31 % of its suggestions were correct: review them.</source>
            <translation>Kesalahan tersering pada gambar uji: Shirt dikira T-shirt/top (113 dari 1.000), T-shirt/top dikira Shirt (97), Shirt dikira Pullover (63). Pada foto ponsel biasa hanya 31 % sarannya benar: tinjaulah.</translation>
        </message>
        <message>
            <source>Most frequent mistakes on test images: Shirt taken for T-shirt/top (143 of 1,000), Shirt for Pullover (92), Shirt for Coat (70). It has not learned from photos of people wearing clothes, or of several items.</source>
            <translation>Kesalahan tersering pada gambar uji: Shirt dikira T-shirt/top (143 dari 1.000), Shirt dikira Pullover (92), Shirt dikira Coat (70). Model ini belum belajar dari foto orang yang mengenakan pakaian, atau foto beberapa barang.</translation>
        </message>
        <message>
            <source>Most frequent mistakes on test images: Shirt taken for T-shirt/top (76 of 1,000), T-shirt/top for Shirt (60), Pullover for Shirt (31).</source>
            <translation>Kesalahan tersering pada gambar uji: Shirt dikira T-shirt/top (76 dari 1.000), T-shirt/top dikira Shirt (60), Pullover dikira Shirt (31).</translation>
        </message>
        <message>
            <source>Most informative first</source>
            <translation>Paling informatif dahulu</translation>
        </message>
        <message>
            <source>Move it to a server with `hitl-app move-to`.</source>
            <translation>Pindahkan ke server dengan `hitl-app move-to`.</translation>
        </message>
        <message>
            <source>Move that file away, or restore a backup over it.</source>
            <translation>Pindahkan berkas itu, atau pulihkan cadangan di tempatnya.</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nama</translation>
        </message>
        <message>
            <source>Name the column image, or path.</source>
            <translation>Beri kolom itu nama image, atau path.</translation>
        </message>
        <message>
            <source>Name the column path in its first line.</source>
            <translation>Beri nama kolom path di baris pertamanya.</translation>
        </message>
        <message>
            <source>Name the folder as the workspace has it, such as /mnt/shop or P:\shop, without “..”.</source>
            <translation>Tulis folder seperti di ruang kerja, misalnya /mnt/shop atau P:\shop, tanpa “..”.</translation>
        </message>
        <message>
            <source>New photos are imported automatically when it is available again.</source>
            <translation>Foto baru diimpor secara otomatis setelah folder itu tersedia lagi.</translation>
        </message>
        <message>
            <source>No certificate can be extended now.</source>
            <translation>Saat ini tidak ada sertifikat yang dapat diperluas.</translation>
        </message>
        <message>
            <source>No folder is watched.</source>
            <translation>Tidak ada folder yang dipantau.</translation>
        </message>
        <message>
            <source>No folder {path} is set.</source>
            <translation>Folder {path} tidak diatur.</translation>
        </message>
        <message>
            <source>No images found in {path}.</source>
            <translation>Tidak ada gambar yang ditemukan di {path}.</translation>
        </message>
        <message>
            <source>No inspection is open.</source>
            <translation>Tidak ada inspeksi yang terbuka.</translation>
        </message>
        <message>
            <source>No model is active in this workspace.</source>
            <translation>Tidak ada model yang aktif di ruang kerja ini.</translation>
        </message>
        <message>
            <source>No names found in {path}.</source>
            <translation>Tidak ada nama di {path}.</translation>
        </message>
        <message>
            <source>No permission to write to the database {path}.</source>
            <translation>Tidak ada izin untuk menulis ke basis data {path}.</translation>
        </message>
        <message>
            <source>No photo at hand? Try one of these:</source>
            <translation>Tidak ada foto? Coba salah satu ini:</translation>
        </message>
        <message>
            <source>No photo is left to review.</source>
            <translation>Tidak ada lagi foto yang perlu ditinjau.</translation>
        </message>
        <message>
            <source>No photos found in {path}.</source>
            <translation>Tidak ada foto di {path}.</translation>
        </message>
        <message>
            <source>No secure connection to the database server: {detail}.</source>
            <translation>Tidak ada sambungan aman ke server basis data: {detail}.</translation>
        </message>
        <message>
            <source>No subfolders found in {path}.</source>
            <translation>Tidak ada subfolder di {path}.</translation>
        </message>
        <message>
            <source>Not a product photo</source>
            <translation>Bukan foto produk</translation>
        </message>
        <message>
            <source>Not enough validation photos to compare: {count} of {minimum}.</source>
            <translation>Foto validasi belum cukup untuk membandingkan: {count} dari {minimum}.</translation>
        </message>
        <message>
            <source>Not kept</source>
            <translation>Tidak disimpan</translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation>Tidak ada yang berubah.</translation>
        </message>
        <message>
            <source>ONNX</source>
            <translation>ONNX</translation>
        </message>
        <message>
            <source>Of all labels in the lot, at most wrong</source>
            <translation>Dari semua label dalam lot, paling banyak salah</translation>
        </message>
        <message>
            <source>Of these, at most wrong</source>
            <translation>Dari jumlah itu, paling banyak salah</translation>
        </message>
        <message>
            <source>Of {count} labels no sample can prove that {target:.1%} are right.</source>
            <translation>Dari {count} label, tidak ada sampel yang dapat membuktikan bahwa {target:.1%} benar.</translation>
        </message>
        <message>
            <source>Of {version}, only suggestions were imported, not the model.</source>
            <translation>Dari {version} hanya saran yang diimpor, bukan modelnya.</translation>
        </message>
        <message>
            <source>Oldest first</source>
            <translation>Terlama dahulu</translation>
        </message>
        <message>
            <source>One file for Keras 3, made of its own layers.</source>
            <translation>Satu berkas untuk Keras 3, dari lapisan bawaannya sendiri.</translation>
        </message>
        <message>
            <source>One file for ONNX Runtime and many other programs.</source>
            <translation>Satu berkas untuk ONNX Runtime dan banyak program lain.</translation>
        </message>
        <message>
            <source>One file for phones and small devices.</source>
            <translation>Satu berkas untuk ponsel dan perangkat kecil.</translation>
        </message>
        <message>
            <source>One folder per category</source>
            <translation>Satu folder per kategori</translation>
        </message>
        <message>
            <source>One folder per category with metadata.jsonl, for the datasets library.</source>
            <translation>Satu folder per kategori dengan metadata.jsonl, untuk pustaka datasets.</translation>
        </message>
        <message>
            <source>One object per photo, with targets and certificates.</source>
            <translation>Satu objek per foto, dengan target dan sertifikat.</translation>
        </message>
        <message>
            <source>One row per photo, for data tools.</source>
            <translation>Satu baris per foto, untuk alat pengolah data.</translation>
        </message>
        <message>
            <source>One row per photo, for spreadsheets and scripts.</source>
            <translation>Satu baris per foto, untuk lembar kerja dan skrip.</translation>
        </message>
        <message>
            <source>One row per photo, up to a million rows.</source>
            <translation>Satu baris per foto, hingga satu juta baris.</translation>
        </message>
        <message>
            <source>Only a visible suggestion of the active version can be explained.</source>
            <translation>Hanya saran versi aktif yang terlihat yang dapat dijelaskan.</translation>
        </message>
        <message>
            <source>Only try: keep nothing</source>
            <translation>Hanya mencoba: jangan simpan apa pun</translation>
        </message>
        <message>
            <source>OpenAPI description</source>
            <translation>Deskripsi OpenAPI</translation>
        </message>
        <message>
            <source>OpenVINO</source>
            <translation>OpenVINO</translation>
        </message>
        <message>
            <source>Operator</source>
            <translation>Operator</translation>
        </message>
        <message>
            <source>Parquet</source>
            <translation>Parquet</translation>
        </message>
        <message>
            <source>Parquet needs a library that is not installed.</source>
            <translation>Parquet memerlukan pustaka yang belum dipasang.</translation>
        </message>
        <message>
            <source>Photo {name}</source>
            <translation>Foto {name}</translation>
        </message>
        <message>
            <source>Photos accepted</source>
            <translation>Foto yang diterima</translation>
        </message>
        <message>
            <source>Photos are classified, and not kept.</source>
            <translation>Foto diklasifikasikan dan tidak disimpan.</translation>
        </message>
        <message>
            <source>Photos are kept in this workspace. A person reviews those that the model is not confident about.</source>
            <translation>Foto disimpan di ruang kerja ini. Foto yang kurang diyakini model ditinjau oleh orang.</translation>
        </message>
        <message>
            <source>Photos in the lot</source>
            <translation>Foto dalam lot</translation>
        </message>
        <message>
            <source>Photos of clothes, and a start for your own categories. It also reads grey pictures like those of Fashion-MNIST.</source>
            <translation>Foto pakaian, dan titik awal untuk kategori Anda sendiri. Model ini juga membaca gambar abu-abu seperti pada Fashion-MNIST.</translation>
        </message>
        <message>
            <source>Photos of the workspace in which it was retrained from {parent}.</source>
            <translation>Foto dari ruang kerja tempat model ini dilatih ulang dari {parent}.</translation>
        </message>
        <message>
            <source>Product grouping</source>
            <translation>Pengelompokan produk</translation>
        </message>
        <message>
            <source>Put another character between the parts in braces, and no digit next to {{n}}.</source>
            <translation>Letakkan karakter lain di antara bagian dalam kurung kurawal, dan jangan ada angka di samping {{n}}.</translation>
        </message>
        <message>
            <source>Put it back or restore a backup, then open the workspace again.</source>
            <translation>Kembalikan basis data itu atau pulihkan cadangan, lalu buka lagi ruang kerja.</translation>
        </message>
        <message>
            <source>Question of {operator}</source>
            <translation>Pertanyaan {operator}</translation>
        </message>
        <message>
            <source>Queue order</source>
            <translation>Urutan antrean</translation>
        </message>
        <message>
            <source>Random checks labelled without suggestions</source>
            <translation>Pemeriksaan acak yang dilabeli tanpa saran</translation>
        </message>
        <message>
            <source>Random checks labelled without the imported label</source>
            <translation>Pemeriksaan acak yang dilabeli tanpa label impor</translation>
        </message>
        <message>
            <source>Random seed for retraining</source>
            <translation>Benih acak pelatihan ulang</translation>
        </message>
        <message>
            <source>Ray ended the work: {detail}. What was finished is kept.</source>
            <translation>Ray mengakhiri pekerjaan: {detail}. Yang sudah selesai tetap disimpan.</translation>
        </message>
        <message>
            <source>Reinstall Second Look: its parts do not match.</source>
            <translation>Pasang ulang Second Look: bagian-bagiannya tidak cocok.</translation>
        </message>
        <message>
            <source>Remove one of them.</source>
            <translation>Hapus salah satunya.</translation>
        </message>
        <message>
            <source>Remove that folder first, or choose another one. Subfolders are watched too.</source>
            <translation>Hapus folder itu dahulu, atau pilih folder lain. Subfolder juga dipantau.</translation>
        </message>
        <message>
            <source>Removing suggestions</source>
            <translation>Menghapus saran</translation>
        </message>
        <message>
            <source>Replace the link with the file or folder itself, then try again.</source>
            <translation>Ganti tautan dengan berkas atau foldernya sendiri, lalu coba lagi.</translation>
        </message>
        <message>
            <source>Replayed samples were adapted to the training photos: {way}.</source>
            <translation>Sampel yang diputar ulang disesuaikan dengan foto latih: {way}.</translation>
        </message>
        <message>
            <source>Required accuracy</source>
            <translation>Ketepatan yang disyaratkan</translation>
        </message>
        <message>
            <source>Restore a backup. Your decisions are kept, but the model cannot be trained.</source>
            <translation>Pulihkan cadangan. Keputusan Anda tetap tersimpan, tetapi model tidak dapat dilatih.</translation>
        </message>
        <message>
            <source>Restore a category, or label photos of active categories.</source>
            <translation>Aktifkan kembali sebuah kategori, atau labeli foto dari kategori aktif.</translation>
        </message>
        <message>
            <source>Restore it from a copy, or delete it and review these photos again.</source>
            <translation>Pulihkan dari salinan, atau hapus berkas itu dan tinjau lagi foto-fotonya.</translation>
        </message>
        <message>
            <source>Restore it into a folder, then move it with `hitl-app move-to`.</source>
            <translation>Pulihkan ke dalam folder, lalu pindahkan dengan `hitl-app move-to`.</translation>
        </message>
        <message>
            <source>Restore it, or choose another name.</source>
            <translation>Aktifkan kembali, atau pilih nama lain.</translation>
        </message>
        <message>
            <source>Restore its folder under `models`, or activate another version.</source>
            <translation>Pulihkan foldernya di `models`, atau aktifkan versi lain.</translation>
        </message>
        <message>
            <source>Restore one of its categories, or choose another version.</source>
            <translation>Pulihkan salah satu kategorinya, atau pilih versi lain.</translation>
        </message>
        <message>
            <source>Restore the last backup. There may be one in the folder `backups` next to it.</source>
            <translation>Pulihkan cadangan terakhir. Mungkin ada di folder `backups` di sampingnya.</translation>
        </message>
        <message>
            <source>Results</source>
            <translation>Hasil</translation>
        </message>
        <message>
            <source>Retire categories that are not needed.</source>
            <translation>Nonaktifkan kategori yang tidak diperlukan.</translation>
        </message>
        <message>
            <source>Retrain at night when idle, from</source>
            <translation>Latih ulang malam hari saat tidak dipakai, mulai</translation>
        </message>
        <message>
            <source>Retrain automatically after</source>
            <translation>Latih ulang otomatis setelah</translation>
        </message>
        <message>
            <source>Retraining</source>
            <translation>Melatih ulang</translation>
        </message>
        <message>
            <source>Retraining cancelled. The active model has not changed.</source>
            <translation>Pelatihan ulang dibatalkan. Model aktif tidak berubah.</translation>
        </message>
        <message>
            <source>Retraining would not help: there are no new decisions since the last one.</source>
            <translation>Pelatihan ulang tidak akan membantu: belum ada keputusan baru sejak yang terakhir.</translation>
        </message>
        <message>
            <source>Reverting an import</source>
            <translation>Membatalkan impor</translation>
        </message>
        <message>
            <source>Reverting an import of labels</source>
            <translation>Membatalkan impor label</translation>
        </message>
        <message>
            <source>Review</source>
            <translation>Tinjauan</translation>
        </message>
        <message>
            <source>Review a photo first, or choose another operator.</source>
            <translation>Tinjau sebuah foto dahulu, atau pilih operator lain.</translation>
        </message>
        <message>
            <source>Review its photos, or cancel it before you start another.</source>
            <translation>Tinjau fotonya, atau batalkan sebelum memulai yang lain.</translation>
        </message>
        <message>
            <source>Review more photos: about {least} more decisions until the result can be judged.</source>
            <translation>Tinjau lebih banyak foto: sekitar {least} keputusan lagi sampai hasilnya dapat dinilai.</translation>
        </message>
        <message>
            <source>Review more photos: one in five becomes a validation photo.</source>
            <translation>Tinjau lebih banyak foto: satu dari lima menjadi foto validasi.</translation>
        </message>
        <message>
            <source>Review more photos: the suggestions get better with your decisions.</source>
            <translation>Tinjau lebih banyak foto: saran makin baik dengan keputusan Anda.</translation>
        </message>
        <message>
            <source>Review skipped</source>
            <translation>Tinjau yang dilewati</translation>
        </message>
        <message>
            <source>Review some photos first: four in five become training photos.</source>
            <translation>Tinjau beberapa foto dahulu: empat dari lima menjadi foto latih.</translation>
        </message>
        <message>
            <source>Review them yourself: below {least} photos, an inspection saves no work.</source>
            <translation>Tinjau sendiri: di bawah {least} foto, inspeksi tidak menghemat pekerjaan.</translation>
        </message>
        <message>
            <source>Reviewers labelled these photos without seeing the imported label: {right} labels were right. The others count as wrong, including those not yet labelled when the result was certain.</source>
            <translation>Peninjau melabeli foto-foto ini tanpa melihat label impornya: {right} label benar. Sisanya dihitung salah, termasuk yang belum dilabeli ketika hasilnya sudah pasti.</translation>
        </message>
        <message>
            <source>Reviewers labelled these without suggestions: {right} were correct. The others count as wrong, including those not yet labelled when the result was certain.</source>
            <translation>Peninjau melabelinya tanpa saran: {right} benar. Sisanya dihitung salah, termasuk yang belum dilabeli ketika hasilnya pasti.</translation>
        </message>
        <message>
            <source>Right at least</source>
            <translation>Sedikitnya benar</translation>
        </message>
        <message>
            <source>Rolling back</source>
            <translation>Mengembalikan versi</translation>
        </message>
        <message>
            <source>SHA-256 of the weights</source>
            <translation>SHA-256 bobot</translation>
        </message>
        <message>
            <source>Save it as UTF-8 CSV with the columns photo and label.</source>
            <translation>Simpan sebagai CSV UTF-8 dengan kolom photo dan label.</translation>
        </message>
        <message>
            <source>Save it as UTF-8 text with one name per line, or as CSV with the names in the first column.</source>
            <translation>Simpan sebagai teks UTF-8 dengan satu nama per baris, atau sebagai CSV dengan nama di kolom pertama.</translation>
        </message>
        <message>
            <source>Second opinions</source>
            <translation>Pendapat kedua</translation>
        </message>
        <message>
            <source>See the Imports page.</source>
            <translation>Lihat halaman Impor.</translation>
        </message>
        <message>
            <source>Send each decision with a key of its own.</source>
            <translation>Kirim setiap keputusan dengan kuncinya sendiri.</translation>
        </message>
        <message>
            <source>Set {name} to 1 to allow it. Photos accepted by extension are not certified.</source>
            <translation>Atur {name} ke 1 untuk mengizinkannya. Foto yang diterima lewat perluasan tidak bersertifikat.</translation>
        </message>
        <message>
            <source>Shorten the path of the photo.</source>
            <translation>Perpendek lokasi foto.</translation>
        </message>
        <message>
            <source>Skip</source>
            <translation>Lewati</translation>
        </message>
        <message>
            <source>Skipped: {count}</source>
            <translation>Dilewati: {count}</translation>
        </message>
        <message>
            <source>Sorting the queue</source>
            <translation>Mengurutkan antrean</translation>
        </message>
        <message>
            <source>Start again when it is complete: what was finished is kept.</source>
            <translation>Mulai lagi setelah berkas itu lengkap: yang sudah selesai tetap disimpan.</translation>
        </message>
        <message>
            <source>Start it again when the other program is done.</source>
            <translation>Mulai lagi setelah program itu selesai.</translation>
        </message>
        <message>
            <source>Start it again: it resumes where it stopped.</source>
            <translation>Mulai lagi: tugas dilanjutkan dari tempat berhentinya.</translation>
        </message>
        <message>
            <source>Start one under Training &gt; Verify automatic labels.</source>
            <translation>Mulai lewat Pelatihan &gt; Verifikasi label otomatis.</translation>
        </message>
        <message>
            <source>Starting the inspection</source>
            <translation>Memulai inspeksi</translation>
        </message>
        <message>
            <source>Still covered when this page was written</source>
            <translation>Masih tercakup ketika halaman ini ditulis</translation>
        </message>
        <message>
            <source>Still in force when this page was written</source>
            <translation>Masih berlaku saat halaman ini ditulis</translation>
        </message>
        <message>
            <source>Suggestion</source>
            <translation>Saran</translation>
        </message>
        <message>
            <source>Suggestions of a model came with import {number}, no labels of people.</source>
            <translation>Saran model datang dengan impor {number}, bukan label orang.</translation>
        </message>
        <message>
            <source>Take a photo</source>
            <translation>Ambil foto</translation>
        </message>
        <message>
            <source>Target</source>
            <translation>Target</translation>
        </message>
        <message>
            <source>TensorFlow SavedModel</source>
            <translation>TensorFlow SavedModel</translation>
        </message>
        <message>
            <source>That did not work</source>
            <translation>Tidak berhasil</translation>
        </message>
        <message>
            <source>The Ray cluster did not answer or could not be started: {address} ({detail}).</source>
            <translation>Klaster Ray tidak menjawab atau tidak dapat dimulai: {address} ({detail}).</translation>
        </message>
        <message>
            <source>The access token is wrong.</source>
            <translation>Token akses salah.</translation>
        </message>
        <message>
            <source>The address contains a password, which would be saved in a file.</source>
            <translation>Alamat ini memuat kata sandi yang akan tersimpan dalam berkas.</translation>
        </message>
        <message>
            <source>The architecture {name} is not supported.</source>
            <translation>Arsitektur {name} tidak didukung.</translation>
        </message>
        <message>
            <source>The category {name} already exists.</source>
            <translation>Kategori {name} sudah ada.</translation>
        </message>
        <message>
            <source>The connection to the database server was lost while a change was being saved.</source>
            <translation>Sambungan ke server basis data terputus saat sebuah perubahan sedang disimpan.</translation>
        </message>
        <message>
            <source>The database does not exist on the server: {detail}.</source>
            <translation>Basis data itu tidak ada di server: {detail}.</translation>
        </message>
        <message>
            <source>The database server accepts no more connections: {detail}.</source>
            <translation>Server basis data tidak menerima sambungan lagi: {detail}.</translation>
        </message>
        <message>
            <source>The database server does not allow this: {detail}.</source>
            <translation>Server basis data tidak mengizinkan ini: {detail}.</translation>
        </message>
        <message>
            <source>The database server does not answer: {detail}.</source>
            <translation>Server basis data tidak menjawab: {detail}.</translation>
        </message>
        <message>
            <source>The database server knows nobody by the name {name}.</source>
            <translation>Server basis data tidak mengenal siapa pun bernama {name}.</translation>
        </message>
        <message>
            <source>The database server refuses a value that is too long: {detail}.</source>
            <translation>Server basis data menolak nilai yang terlalu panjang: {detail}.</translation>
        </message>
        <message>
            <source>The database server refuses the sign-in: {detail}.</source>
            <translation>Server basis data menolak proses masuk: {detail}.</translation>
        </message>
        <message>
            <source>The database {path} belongs to another program.</source>
            <translation>Basis data {path} milik program lain.</translation>
        </message>
        <message>
            <source>The database {path} cannot be opened read-only: its last changes are in a log that must be written first.</source>
            <translation>Basis data {path} tidak dapat dibuka hanya untuk dibaca: perubahan terakhirnya ada di log yang harus ditulis dahulu.</translation>
        </message>
        <message>
            <source>The database {path} has no roles yet.</source>
            <translation>Basis data {path} belum memiliki peran.</translation>
        </message>
        <message>
            <source>The database {path} is from an older version and cannot be updated because it is read-only.</source>
            <translation>Basis data {path} berasal dari versi lama dan tidak dapat diperbarui karena hanya dapat dibaca.</translation>
        </message>
        <message>
            <source>The database {path} is not as Second Look left it: {detail}.</source>
            <translation>Basis data {path} tidak seperti yang ditinggalkan Second Look: {detail}.</translation>
        </message>
        <message>
            <source>The database {path} was deleted or replaced while it was open. The last change was not saved.</source>
            <translation>Basis data {path} dihapus atau diganti ketika sedang terbuka. Perubahan terakhir tidak tersimpan.</translation>
        </message>
        <message>
            <source>The disk is full: {path} could not be written.</source>
            <translation>Diska penuh: {path} tidak dapat ditulis.</translation>
        </message>
        <message>
            <source>The disk of the database server is full: {detail}.</source>
            <translation>Disk server basis data penuh: {detail}.</translation>
        </message>
        <message>
            <source>The disk reported an error while reading or writing {path}.</source>
            <translation>Diska melaporkan kesalahan ketika membaca atau menulis {path}.</translation>
        </message>
        <message>
            <source>The encoding of the database cannot hold every name: {found}.</source>
            <translation>Pengodean basis data tidak dapat memuat semua nama: {found}.</translation>
        </message>
        <message>
            <source>The exported model for {title} gave other results than the version. Nothing was written.</source>
            <translation>Model yang diekspor untuk {title} memberi hasil yang berbeda dari versinya. Tidak ada yang ditulis.</translation>
        </message>
        <message>
            <source>The figure is a lower bound, not an average or a forecast. The labels are often better.</source>
            <translation>Angka ini adalah batas bawah, bukan rata-rata atau ramalan. Labelnya sering lebih baik.</translation>
        </message>
        <message>
            <source>The file with the decisions that were kept on this computer is damaged: {path}.</source>
            <translation>Berkas keputusan yang ditahan di komputer ini rusak: {path}.</translation>
        </message>
        <message>
            <source>The files of the model version {version} are missing.</source>
            <translation>Berkas versi model {version} hilang.</translation>
        </message>
        <message>
            <source>The files of the model version {version} were deleted.</source>
            <translation>Berkas versi model {version} sudah dihapus.</translation>
        </message>
        <message>
            <source>The files of {lost} have been changed. {version} is active again.</source>
            <translation>Berkas {lost} telah berubah. {version} aktif kembali.</translation>
        </message>
        <message>
            <source>The folder of {lost} is missing. {version} is active again.</source>
            <translation>Folder {lost} hilang. {version} aktif kembali.</translation>
        </message>
        <message>
            <source>The folder {path} cannot be watched.</source>
            <translation>Folder {path} tidak dapat dipantau.</translation>
        </message>
        <message>
            <source>The folder {path} is not watched.</source>
            <translation>Folder {path} tidak dipantau.</translation>
        </message>
        <message>
            <source>The folder {path} was not found.</source>
            <translation>Folder {path} tidak ditemukan.</translation>
        </message>
        <message>
            <source>The format of {path} is not known.</source>
            <translation>Format {path} tidak dikenal.</translation>
        </message>
        <message>
            <source>The idempotency key {key} was used for another decision.</source>
            <translation>Kunci idempotensi {key} sudah dipakai untuk keputusan lain.</translation>
        </message>
        <message>
            <source>The import has been undone since: this page is about its labels as they were.</source>
            <translation>Impor ini sudah diurungkan: halaman ini tentang labelnya sebelum itu.</translation>
        </message>
        <message>
            <source>The input format {name} of this model is not supported.</source>
            <translation>Format masukan {name} dari model ini tidak didukung.</translation>
        </message>
        <message>
            <source>The inspection was closed while its sample was being drawn: the model or the categories changed.</source>
            <translation>Inspeksi ditutup ketika sampelnya sedang diambil: model atau kategori berubah.</translation>
        </message>
        <message>
            <source>The job ended unexpectedly ({detail}).</source>
            <translation>Tugas berakhir tanpa diduga ({detail}).</translation>
        </message>
        <message>
            <source>The job stopped because another program took it over.</source>
            <translation>Tugas berhenti karena diambil alih program lain.</translation>
        </message>
        <message>
            <source>The list {path} has no column of photos.</source>
            <translation>Daftar {path} tidak memiliki kolom foto.</translation>
        </message>
        <message>
            <source>The model details in {path} cannot be read: {detail}.</source>
            <translation>Rincian model di {path} tidak dapat dibaca: {detail}.</translation>
        </message>
        <message>
            <source>The model details in {path} were written by a newer version of Second Look.</source>
            <translation>Rincian model di {path} ditulis oleh versi Second Look yang lebih baru.</translation>
        </message>
        <message>
            <source>The model has no suggestion yet.</source>
            <translation>Model belum punya saran.</translation>
        </message>
        <message>
            <source>The model in {path} has a category “{name}”, which is a reserved name.</source>
            <translation>Model di {path} memiliki kategori “{name}”, yang merupakan nama yang dicadangkan.</translation>
        </message>
        <message>
            <source>The model in {path} has a category “{name}”, which is not allowed here.</source>
            <translation>Model di {path} memiliki kategori “{name}”, yang tidak diizinkan di sini.</translation>
        </message>
        <message>
            <source>The model in {path} has the categories “{other}” and “{name}”, which are the same here.</source>
            <translation>Model di {path} memiliki kategori “{other}” dan “{name}”, yang dianggap sama di sini.</translation>
        </message>
        <message>
            <source>The model version {path} is incomplete.</source>
            <translation>Versi model {path} tidak lengkap.</translation>
        </message>
        <message>
            <source>The model version {version} cannot be used: its card cannot be read ({detail}).</source>
            <translation>Versi model {version} tidak dapat dipakai: kartunya tidak dapat dibaca ({detail}).</translation>
        </message>
        <message>
            <source>The model version {version} cannot be used: its weights have been changed.</source>
            <translation>Versi model {version} tidak dapat dipakai: bobotnya telah berubah.</translation>
        </message>
        <message>
            <source>The model version {version} has no category that is in use here.</source>
            <translation>Versi model {version} tidak memiliki kategori yang dipakai di sini.</translation>
        </message>
        <message>
            <source>The name contains a character that cannot be shown.</source>
            <translation>Namanya berisi karakter yang tidak dapat ditampilkan.</translation>
        </message>
        <message>
            <source>The name is empty.</source>
            <translation>Namanya kosong.</translation>
        </message>
        <message>
            <source>The name is longer than {limit} characters.</source>
            <translation>Namanya lebih dari {limit} karakter.</translation>
        </message>
        <message>
            <source>The packages for `hitl-app serve` are not installed.</source>
            <translation>Paket untuk `hitl-app serve` belum dipasang.</translation>
        </message>
        <message>
            <source>The packages for this source or engine are not installed.</source>
            <translation>Paket untuk sumber atau mesin ini belum terpasang.</translation>
        </message>
        <message>
            <source>The pattern is too long.</source>
            <translation>Polanya terlalu panjang.</translation>
        </message>
        <message>
            <source>The photo cannot be read: {reason}.</source>
            <translation>Foto tidak dapat dibaca: {reason}.</translation>
        </message>
        <message>
            <source>The photo is empty.</source>
            <translation>Foto kosong.</translation>
        </message>
        <message>
            <source>The photo is larger than {most} MB.</source>
            <translation>Ukuran foto lebih dari {most} MB.</translation>
        </message>
        <message>
            <source>The photos that are left are on other screens.</source>
            <translation>Foto yang tersisa sedang dibuka di layar lain.</translation>
        </message>
        <message>
            <source>The photos, with a table of their labels and who gave them.</source>
            <translation>Foto beserta tabel label dan pemberinya.</translation>
        </message>
        <message>
            <source>The request comes from another page.</source>
            <translation>Permintaan berasal dari halaman lain.</translation>
        </message>
        <message>
            <source>The request is larger than {most}.</source>
            <translation>Ukuran permintaan lebih dari {most}.</translation>
        </message>
        <message>
            <source>The request is too slow.</source>
            <translation>Permintaan terlalu lambat.</translation>
        </message>
        <message>
            <source>The samples {path} cannot be read: {detail}.</source>
            <translation>Contoh {path} tidak dapat dibaca: {detail}.</translation>
        </message>
        <message>
            <source>The server cannot listen at {address} ({detail}).</source>
            <translation>Server tidak dapat menerima koneksi di {address} ({detail}).</translation>
        </message>
        <message>
            <source>The settings are: {known}.</source>
            <translation>Pengaturan yang ada: {known}.</translation>
        </message>
        <message>
            <source>The table {table} could not be copied exactly. The destination is empty and the workspace is unchanged.</source>
            <translation>Tabel {table} tidak dapat disalin persis. Tujuan tetap kosong dan ruang kerja tidak berubah.</translation>
        </message>
        <message>
            <source>The thumbnails of all reviewed photos ({count}) are missing or damaged.</source>
            <translation>Gambar kecil semua foto yang sudah ditinjau ({count}) hilang atau rusak.</translation>
        </message>
        <message>
            <source>The upload failed. Try again.</source>
            <translation>Unggahan gagal. Coba lagi.</translation>
        </message>
        <message>
            <source>The version of PostgreSQL on the database server is too old: {found}.</source>
            <translation>Versi PostgreSQL di server basis data terlalu lama: {found}.</translation>
        </message>
        <message>
            <source>The watched folder {path} does not respond. Watching is paused.</source>
            <translation>Folder pantauan {path} tidak merespons. Pemantauan dijeda.</translation>
        </message>
        <message>
            <source>The watched folder {path} was not found.</source>
            <translation>Folder pantauan {path} tidak ditemukan.</translation>
        </message>
        <message>
            <source>The weights {path} cannot be read.</source>
            <translation>Bobot {path} tidak dapat dibaca.</translation>
        </message>
        <message>
            <source>The weights {path} do not fit the architecture in the model details.</source>
            <translation>Bobot {path} tidak cocok dengan arsitektur dalam rincian model.</translation>
        </message>
        <message>
            <source>The weights {path} do not match the model details.</source>
            <translation>Bobot {path} tidak sesuai dengan rincian model.</translation>
        </message>
        <message>
            <source>The workspace is open in another window: {who}.</source>
            <translation>Ruang kerja terbuka di jendela lain: {who}.</translation>
        </message>
        <message>
            <source>The workspace {path} is in use.</source>
            <translation>Ruang kerja {path} sedang dipakai.</translation>
        </message>
        <message>
            <source>There are no roles in the workspace {path}: it is not on a server.</source>
            <translation>Tidak ada peran di ruang kerja {path}: ruang kerja ini tidak berada di server.</translation>
        </message>
        <message>
            <source>There are no training photos yet.</source>
            <translation>Belum ada foto latih.</translation>
        </message>
        <message>
            <source>There are no validation photos yet.</source>
            <translation>Belum ada foto validasi.</translation>
        </message>
        <message>
            <source>There are predictions of another model in {path}.</source>
            <translation>Sudah ada prediksi model lain di {path}.</translation>
        </message>
        <message>
            <source>There are too few photos for an inspection.</source>
            <translation>Foto terlalu sedikit untuk sebuah inspeksi.</translation>
        </message>
        <message>
            <source>There is already a model version named {name}.</source>
            <translation>Sudah ada versi model bernama {name}.</translation>
        </message>
        <message>
            <source>There is already a workspace at the destination.</source>
            <translation>Di tujuan sudah ada ruang kerja.</translation>
        </message>
        <message>
            <source>There is no category {name}.</source>
            <translation>Tidak ada kategori {name}.</translation>
        </message>
        <message>
            <source>There is no certificate {number}.</source>
            <translation>Tidak ada sertifikat {number}.</translation>
        </message>
        <message>
            <source>There is no earlier version to roll back to.</source>
            <translation>Tidak ada versi sebelumnya untuk kembali.</translation>
        </message>
        <message>
            <source>There is no explanation for this photo.</source>
            <translation>Tidak ada penjelasan untuk foto ini.</translation>
        </message>
        <message>
            <source>There is no export of models as {runtime}.</source>
            <translation>Tidak ada ekspor model sebagai {runtime}.</translation>
        </message>
        <message>
            <source>There is no import number {number}.</source>
            <translation>Tidak ada impor nomor {number}.</translation>
        </message>
        <message>
            <source>There is no import of labels with the number {number}.</source>
            <translation>Tidak ada impor label dengan nomor {number}.</translation>
        </message>
        <message>
            <source>There is no job called {job}.</source>
            <translation>Tidak ada tugas bernama {job}.</translation>
        </message>
        <message>
            <source>There is no model version in {path}.</source>
            <translation>Tidak ada versi model di {path}.</translation>
        </message>
        <message>
            <source>There is no model version {version}.</source>
            <translation>Tidak ada versi model {version}.</translation>
        </message>
        <message>
            <source>There is no photo {photo} in this workspace.</source>
            <translation>Tidak ada foto {photo} di ruang kerja ini.</translation>
        </message>
        <message>
            <source>There is no setting {name}.</source>
            <translation>Tidak ada pengaturan {name}.</translation>
        </message>
        <message>
            <source>There is no such answer.</source>
            <translation>Jawaban itu tidak ada.</translation>
        </message>
        <message>
            <source>There is no such page.</source>
            <translation>Halaman itu tidak ada.</translation>
        </message>
        <message>
            <source>There is no such sample photo.</source>
            <translation>Foto contoh itu tidak ada.</translation>
        </message>
        <message>
            <source>There is no workspace in the database {path} yet.</source>
            <translation>Belum ada ruang kerja di basis data {path}.</translation>
        </message>
        <message>
            <source>There is no workspace in {path}.</source>
            <translation>Tidak ada ruang kerja di {path}.</translation>
        </message>
        <message>
            <source>There is not enough memory.</source>
            <translation>Memori tidak cukup.</translation>
        </message>
        <message>
            <source>There would be more than {most} categories.</source>
            <translation>Akan ada lebih dari {most} kategori.</translation>
        </message>
        <message>
            <source>Therefore at most {most} of the {accepted} accepted labels are wrong. Chance of a wrong certificate: at most {doubt}, over all inspections of these photos together.</source>
            <translation>Jadi paling banyak {most} dari {accepted} label yang diterima salah. Peluang sertifikat keliru: paling banyak {doubt} untuk semua inspeksi atas foto ini.</translation>
        </message>
        <message>
            <source>Therefore at most {most} of the {lot} labels were wrong when they were imported. Chance that such a bound is too low: at most {doubt}, over all inspections of these labels together.</source>
            <translation>Jadi paling banyak {most} dari {lot} label salah ketika diimpor. Peluang bahwa batas seperti ini terlalu rendah: paling banyak {doubt}, untuk semua inspeksi label ini bersama-sama.</translation>
        </message>
        <message>
            <source>This address takes no such request.</source>
            <translation>Alamat ini tidak menerima permintaan seperti itu.</translation>
        </message>
        <message>
            <source>This import cannot be reverted: an inspection has drawn checks since.</source>
            <translation>Impor ini tidak dapat dibatalkan: sebuah inspeksi telah mengambil pemeriksaan sesudahnya.</translation>
        </message>
        <message>
            <source>This import cannot be reverted: {count} of its photos were reviewed.</source>
            <translation>Impor ini tidak dapat dibatalkan: {count} fotonya sudah ditinjau.</translation>
        </message>
        <message>
            <source>This is not a certificate: the share of correct labels among these photos is not proved.</source>
            <translation>Ini bukan sertifikat: bagian label yang benar di antara foto ini tidak dibuktikan.</translation>
        </message>
        <message>
            <source>This is not significantly more than in the checks of the older certificate.</source>
            <translation>Itu tidak lebih banyak secara bermakna daripada pada pemeriksaan sertifikat lama.</translation>
        </message>
        <message>
            <source>This is not the address of a database: {detail}.</source>
            <translation>Ini bukan alamat basis data: {detail}.</translation>
        </message>
        <message>
            <source>This needs {least} new photos that the certificate's model version is equally confident about, and no drift.</source>
            <translation>Diperlukan {least} foto baru dengan keyakinan yang sama menurut versi model sertifikat itu, dan tanpa pergeseran.</translation>
        </message>
        <message>
            <source>This photo is labelled without a suggestion.</source>
            <translation>Foto ini diberi label tanpa saran.</translation>
        </message>
        <message>
            <source>This photo was decided in the meantime.</source>
            <translation>Sementara itu foto ini sudah diputuskan.</translation>
        </message>
        <message>
            <source>This workspace already contains photos.</source>
            <translation>Ruang kerja ini sudah berisi foto.</translation>
        </message>
        <message>
            <source>Threads for reading photos (0: one per processor core)</source>
            <translation>Utas untuk membaca foto (0: satu per inti prosesor)</translation>
        </message>
        <message>
            <source>Threshold (lowest confidence in the lot)</source>
            <translation>Ambang (keyakinan terendah dalam lot)</translation>
        </message>
        <message>
            <source>To review: {count}</source>
            <translation>Perlu ditinjau: {count}</translation>
        </message>
        <message>
            <source>Token</source>
            <translation>Token</translation>
        </message>
        <message>
            <source>Too many files are open.</source>
            <translation>Terlalu banyak berkas terbuka.</translation>
        </message>
        <message>
            <source>Too many wrong tokens. Wait a minute.</source>
            <translation>Terlalu banyak token salah. Tunggu satu menit.</translation>
        </message>
        <message>
            <source>Train it with a short, printable name and export it again.</source>
            <translation>Latih model itu dengan nama pendek yang dapat ditampilkan, lalu ekspor lagi.</translation>
        </message>
        <message>
            <source>Train it with another name for that category and export it again.</source>
            <translation>Latih model itu dengan nama lain untuk kategori itu, lalu ekspor lagi.</translation>
        </message>
        <message>
            <source>Train it with two different names and export it again.</source>
            <translation>Latih model itu dengan dua nama yang berbeda, lalu ekspor lagi.</translation>
        </message>
        <message>
            <source>Training photos: {training_photos}. Samples replayed: {replayed}.</source>
            <translation>Foto latih: {training_photos}. Sampel yang diputar ulang: {replayed}.</translation>
        </message>
        <message>
            <source>Try again, or copy the details for a bug report.</source>
            <translation>Coba lagi, atau salin rinciannya untuk laporan kesalahan.</translation>
        </message>
        <message>
            <source>Two files for Intel's processors.</source>
            <translation>Dua berkas untuk prosesor Intel.</translation>
        </message>
        <message>
            <source>Type a name.</source>
            <translation>Ketik sebuah nama.</translation>
        </message>
        <message>
            <source>Type it again without that character.</source>
            <translation>Ketik lagi tanpa karakter itu.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Urungkan</translation>
        </message>
        <message>
            <source>Unknown export format: {path}.</source>
            <translation>Format ekspor tidak dikenal: {path}.</translation>
        </message>
        <message>
            <source>Update Second Look to open it. Nothing was changed.</source>
            <translation>Perbarui Second Look untuk membukanya. Tidak ada yang diubah.</translation>
        </message>
        <message>
            <source>Update Second Look to use this model.</source>
            <translation>Perbarui Second Look untuk memakai model ini.</translation>
        </message>
        <message>
            <source>Updating suggestions</source>
            <translation>Memperbarui saran</translation>
        </message>
        <message>
            <source>Upload</source>
            <translation>Unggah</translation>
        </message>
        <message>
            <source>Uploading…</source>
            <translation>Mengunggah…</translation>
        </message>
        <message>
            <source>Use PostgreSQL 15 or newer.</source>
            <translation>Gunakan PostgreSQL 15 atau lebih baru.</translation>
        </message>
        <message>
            <source>Use a file that ends in one of: {known}.</source>
            <translation>Gunakan berkas dengan salah satu akhiran ini: {known}.</translation>
        </message>
        <message>
            <source>Use a name that ends in .csv, .json, .xlsx or .parquet, or choose one of: {known}.</source>
            <translation>Pakai nama yang berakhiran .csv, .json, .xlsx, atau .parquet, atau pilih salah satu: {known}.</translation>
        </message>
        <message>
            <source>Use a name that ends in {ending}.</source>
            <translation>Pakai nama yang berakhiran {ending}.</translation>
        </message>
        <message>
            <source>Use at most {most} characters, {{n}} at most {numbers} times and {{any}} once.</source>
            <translation>Pakai paling banyak {most} karakter, {{n}} paling banyak {numbers} kali, dan {{any}} satu kali.</translation>
        </message>
        <message>
            <source>Use off, folder, number or first, or a pattern with {{sku}} once, such as {{sku}}_{{n}}.</source>
            <translation>Pakai off, folder, number, atau first, atau pola dengan {{sku}} satu kali, seperti {{sku}}_{{n}}.</translation>
        </message>
        <message>
            <source>Use one of: {choices}.</source>
            <translation>Pakai salah satu: {choices}.</translation>
        </message>
        <message>
            <source>Use up to 100 letters, digits, dots, hyphens and underscores.</source>
            <translation>Gunakan paling banyak 100 huruf, angka, titik, tanda hubung, dan garis bawah.</translation>
        </message>
        <message>
            <source>Use {{sku}}, {{n}} for a number and {{any}} for any text, without other braces or slashes.</source>
            <translation>Pakai {{sku}}, {{n}} untuk angka, dan {{any}} untuk teks apa saja, tanpa kurung kurawal lain atau garis miring.</translation>
        </message>
        <message>
            <source>Verify a model's labels with `hitl-app inspect` without --lot, or choose an import of decisions.</source>
            <translation>Buktikan label model dengan `hitl-app inspect` tanpa --lot, atau pilih impor keputusan.</translation>
        </message>
        <message>
            <source>Wait until it is done, or cancel it there.</source>
            <translation>Tunggu sampai selesai, atau batalkan di sana.</translation>
        </message>
        <message>
            <source>What this certificate does not state</source>
            <translation>Yang tidak dinyatakan sertifikat ini</translation>
        </message>
        <message>
            <source>What this certificate states</source>
            <translation>Yang dinyatakan sertifikat ini</translation>
        </message>
        <message>
            <source>What this page does not state</source>
            <translation>Yang tidak dinyatakan halaman ini</translation>
        </message>
        <message>
            <source>What this page states</source>
            <translation>Yang dinyatakan halaman ini</translation>
        </message>
        <message>
            <source>Who is labelling?</source>
            <translation>Siapa yang melabeli?</translation>
        </message>
        <message>
            <source>Write `photo,label` in its first line.</source>
            <translation>Tulis `photo,label` pada baris pertamanya.</translation>
        </message>
        <message>
            <source>Write it as postgresql://NAME@SERVER/DATABASE.</source>
            <translation>Tulis sebagai postgresql://NAMA@SERVER/BASISDATA.</translation>
        </message>
        <message>
            <source>Write one name per line.</source>
            <translation>Tulis satu nama per baris.</translation>
        </message>
        <message>
            <source>Wrong labels found in the lot since</source>
            <translation>Label salah yang ditemukan dalam lot sejak itu</translation>
        </message>
        <message>
            <source>Wrong labels that the checks found have been replaced since.</source>
            <translation>Label salah yang ditemukan pemeriksaan sudah diganti.</translation>
        </message>
        <message>
            <source>YOLO classification folders</source>
            <translation>Folder klasifikasi YOLO</translation>
        </message>
        <message>
            <source>Your name is recorded with each of your decisions.</source>
            <translation>Nama Anda dicatat pada setiap keputusan Anda.</translation>
        </message>
        <message>
            <source>Your role in this workspace is {role}; this needs the role {needed}.</source>
            <translation>Peran Anda di ruang kerja ini adalah {role}; tindakan ini memerlukan peran {needed}.</translation>
        </message>
        <message>
            <source>`hitl-app import-labels --list` lists them.</source>
            <translation>`hitl-app import-labels --list` menampilkan daftarnya.</translation>
        </message>
        <message>
            <source>a fixed answer has the same name as the category; rename the category</source>
            <translation>nama kategori sama dengan sebuah jawaban tetap; ganti nama kategorinya</translation>
        </message>
        <message>
            <source>a text in the row is longer than 4,096 characters</source>
            <translation>teks di baris itu lebih panjang dari 4.096 karakter</translation>
        </message>
        <message>
            <source>accepting</source>
            <translation>menerima</translation>
        </message>
        <message>
            <source>blurred by {strength} px</source>
            <translation>dikaburkan {strength} px</translation>
        </message>
        <message>
            <source>checking</source>
            <translation>memeriksa</translation>
        </message>
        <message>
            <source>comparing</source>
            <translation>membandingkan</translation>
        </message>
        <message>
            <source>comparing photos</source>
            <translation>membandingkan foto</translation>
        </message>
        <message>
            <source>converting</source>
            <translation>mengonversi</translation>
        </message>
        <message>
            <source>copying the database</source>
            <translation>menyalin basis data</translation>
        </message>
        <message>
            <source>cross-validating</source>
            <translation>validasi silang</translation>
        </message>
        <message>
            <source>decisions</source>
            <translation>keputusan</translation>
        </message>
        <message>
            <source>decoding it needs too much memory</source>
            <translation>pendekodeannya memerlukan terlalu banyak memori</translation>
        </message>
        <message>
            <source>decoding it takes too long</source>
            <translation>pendekodeannya terlalu lama</translation>
        </message>
        <message>
            <source>downloading</source>
            <translation>mengunduh</translation>
        </message>
        <message>
            <source>drawing the sample</source>
            <translation>mengambil sampel</translation>
        </message>
        <message>
            <source>finding photos</source>
            <translation>mencari foto</translation>
        </message>
        <message>
            <source>inverted</source>
            <translation>dibalik terang gelapnya</translation>
        </message>
        <message>
            <source>it changed while it was being read</source>
            <translation>berkas berubah saat sedang dibaca</translation>
        </message>
        <message>
            <source>it contains too many files</source>
            <translation>berisi terlalu banyak berkas</translation>
        </message>
        <message>
            <source>it has too many parts</source>
            <translation>bagiannya terlalu banyak</translation>
        </message>
        <message>
            <source>it has too many pixels</source>
            <translation>pikselnya terlalu banyak</translation>
        </message>
        <message>
            <source>it is damaged</source>
            <translation>berkas itu rusak</translation>
        </message>
        <message>
            <source>it is empty</source>
            <translation>berkas itu kosong</translation>
        </message>
        <message>
            <source>it is encrypted</source>
            <translation>berkas itu dienkripsi</translation>
        </message>
        <message>
            <source>it is incomplete</source>
            <translation>tidak lengkap</translation>
        </message>
        <message>
            <source>it is not a complete ZIP file</source>
            <translation>bukan berkas ZIP yang lengkap</translation>
        </message>
        <message>
            <source>it is not an image of a known format</source>
            <translation>bukan gambar dengan format yang dikenal</translation>
        </message>
        <message>
            <source>it is not an ordinary file</source>
            <translation>bukan berkas biasa</translation>
        </message>
        <message>
            <source>it is not the address of an image on the web</source>
            <translation>ini bukan alamat gambar di web</translation>
        </message>
        <message>
            <source>it is too large</source>
            <translation>terlalu besar</translation>
        </message>
        <message>
            <source>it unpacks to far too much data</source>
            <translation>hasil ekstraknya terlalu besar</translation>
        </message>
        <message>
            <source>it was not found</source>
            <translation>tidak ditemukan</translation>
        </message>
        <message>
            <source>its compression is not supported</source>
            <translation>pemampatannya tidak didukung</translation>
        </message>
        <message>
            <source>its server asks to wait longer</source>
            <translation>servernya meminta waktu tunggu lebih lama</translation>
        </message>
        <message>
            <source>its server broke off the connection</source>
            <translation>servernya memutus koneksi</translation>
        </message>
        <message>
            <source>its server did not answer</source>
            <translation>servernya tidak menjawab</translation>
        </message>
        <message>
            <source>its server is in a private network, which was not allowed</source>
            <translation>servernya berada di jaringan pribadi, yang tidak diizinkan</translation>
        </message>
        <message>
            <source>its server redirects too often, or to something that is not on the web</source>
            <translation>servernya mengalihkan terlalu sering, atau ke sesuatu di luar web</translation>
        </message>
        <message>
            <source>its server refused it</source>
            <translation>servernya menolaknya</translation>
        </message>
        <message>
            <source>its server sent a web page in place of an image</source>
            <translation>servernya mengirim halaman web, bukan gambar</translation>
        </message>
        <message>
            <source>loading the model</source>
            <translation>memuat model</translation>
        </message>
        <message>
            <source>more than one photo has that name; give the path or the hash</source>
            <translation>lebih dari satu foto bernama itu; beri lokasi atau hash-nya</translation>
        </message>
        <message>
            <source>no photo with that hash, path or name</source>
            <translation>tidak ada foto dengan hash, lokasi, atau nama itu</translation>
        </message>
        <message>
            <source>no such category</source>
            <translation>tidak ada kategori itu</translation>
        </message>
        <message>
            <source>original not found: stored thumbnail</source>
            <translation>foto asli tidak ditemukan: gambar kecil tersimpan</translation>
        </message>
        <message>
            <source>packing, in MB</source>
            <translation>mengemas, dalam MB</translation>
        </message>
        <message>
            <source>preparing</source>
            <translation>menyiapkan</translation>
        </message>
        <message>
            <source>reading</source>
            <translation>membaca</translation>
        </message>
        <message>
            <source>reading file names</source>
            <translation>membaca nama berkas</translation>
        </message>
        <message>
            <source>recording</source>
            <translation>mencatat</translation>
        </message>
        <message>
            <source>removing photos</source>
            <translation>menghapus foto</translation>
        </message>
        <message>
            <source>rotated by up to {strength}°</source>
            <translation>diputar hingga {strength}°</translation>
        </message>
        <message>
            <source>saving what was learned</source>
            <translation>menyimpan hasil belajar</translation>
        </message>
        <message>
            <source>scoring</source>
            <translation>menilai</translation>
        </message>
        <message>
            <source>sorting</source>
            <translation>memilah</translation>
        </message>
        <message>
            <source>sorting photos</source>
            <translation>mengurutkan foto</translation>
        </message>
        <message>
            <source>the annotator's name is not allowed for an operator</source>
            <translation>nama pemberi label tidak diizinkan untuk operator</translation>
        </message>
        <message>
            <source>the category is retired; restore it first</source>
            <translation>kategori itu nonaktif; aktifkan kembali dahulu</translation>
        </message>
        <message>
            <source>the label comes from a model, not from a person</source>
            <translation>label itu berasal dari model, bukan dari orang</translation>
        </message>
        <message>
            <source>the label is an answer of a person, not a category</source>
            <translation>label itu jawaban seseorang, bukan kategori</translation>
        </message>
        <message>
            <source>the line is not a JSON object</source>
            <translation>baris itu bukan objek JSON</translation>
        </message>
        <message>
            <source>the photo has several labels</source>
            <translation>foto itu memiliki beberapa label</translation>
        </message>
        <message>
            <source>the photo is blind for an inspection of imported labels; label it in Review</source>
            <translation>foto ini tertutup untuk inspeksi label impor; beri label di Tinjauan</translation>
        </message>
        <message>
            <source>the photo must be labelled without suggestions, but the row contains one</source>
            <translation>foto itu harus dilabeli tanpa saran, tetapi baris itu memuatnya</translation>
        </message>
        <message>
            <source>the photo needs a second opinion, which is given in Review</source>
            <translation>foto itu memerlukan pendapat kedua, yang diberikan di Tinjauan</translation>
        </message>
        <message>
            <source>the photo needs a second opinion; use --second-opinions to give it</source>
            <translation>foto itu perlu pendapat kedua; gunakan --second-opinions untuk memberikannya</translation>
        </message>
        <message>
            <source>the photo was decided again after that export; export again</source>
            <translation>foto itu diputuskan lagi setelah ekspor itu; ekspor lagi</translation>
        </message>
        <message>
            <source>the photo was scored by another model version since; export again</source>
            <translation>foto itu sudah dinilai oleh versi model lain; ekspor lagi</translation>
        </message>
        <message>
            <source>the row has more cells than the first line; quote a text with a separator in it</source>
            <translation>baris itu punya lebih banyak sel daripada baris pertama; beri tanda kutip pada teks yang memuat pemisah</translation>
        </message>
        <message>
            <source>the row names no photo</source>
            <translation>baris itu tidak menyebut foto</translation>
        </message>
        <message>
            <source>the score is not a number from 0 to 1</source>
            <translation>skornya bukan angka dari 0 sampai 1</translation>
        </message>
        <message>
            <source>the system could not read it</source>
            <translation>sistem tidak dapat membacanya</translation>
        </message>
        <message>
            <source>the time is not in ISO 8601, or it lies in the future</source>
            <translation>waktunya tidak dalam format ISO 8601, atau berada di masa depan</translation>
        </message>
        <message>
            <source>this kind of file cannot be read</source>
            <translation>jenis berkas ini tidak dapat dibaca</translation>
        </message>
        <message>
            <source>timing a few batches</source>
            <translation>mengukur waktu beberapa kelompok foto</translation>
        </message>
        <message>
            <source>training</source>
            <translation>melatih</translation>
        </message>
        <message>
            <source>unpacking, in MB</source>
            <translation>mengekstrak, dalam MB</translation>
        </message>
        <message>
            <source>versions</source>
            <translation>versi terbaru</translation>
        </message>
        <message>
            <source>with noise ({strength} of 255)</source>
            <translation>dengan derau ({strength} dari 255)</translation>
        </message>
        <message>
            <source>writing</source>
            <translation>menulis</translation>
        </message>
        <message>
            <source>you have no permission to read it</source>
            <translation>Anda tidak memiliki izin untuk membacanya</translation>
        </message>
        <message>
            <source>{checks} of the newer photos were drawn at random and checked; {wrong} were wrong.</source>
            <translation>{checks} dari foto yang lebih baru diambil secara acak dan diperiksa; {wrong} salah.</translation>
        </message>
        <message>
            <source>{happened}</source>
            <translation>{happened}</translation>
        </message>
        <message>
            <source>{name} cannot be merged into itself.</source>
            <translation>{name} tidak dapat digabungkan dengan dirinya sendiri.</translation>
        </message>
        <message>
            <source>{name} cannot be restored: the name is not allowed.</source>
            <translation>{name} tidak dapat diaktifkan kembali: nama itu tidak diizinkan.</translation>
        </message>
        <message>
            <source>{name} exists as a retired category.</source>
            <translation>{name} sudah ada sebagai kategori nonaktif.</translation>
        </message>
        <message>
            <source>{name} is a reserved name.</source>
            <translation>{name} adalah nama yang dicadangkan.</translation>
        </message>
        <message>
            <source>{name} is in the list twice, first in line {line}.</source>
            <translation>{name} ada dua kali dalam daftar, pertama di baris {line}.</translation>
        </message>
        <message>
            <source>{name} is the last category.</source>
            <translation>{name} adalah kategori terakhir.</translation>
        </message>
        <message>
            <source>{name} was permanently merged into {into}.</source>
            <translation>{name} telah digabungkan secara permanen ke {into}.</translation>
        </message>
        <message>
            <source>{operator} has nothing to undo.</source>
            <translation>Tidak ada yang dapat diurungkan untuk {operator}.</translation>
        </message>
        <message>
            <source>{pace} per hour</source>
            <translation>{pace} per jam</translation>
        </message>
        <message>
            <source>{path} already exists and is not overwritten.</source>
            <translation>{path} sudah ada dan tidak ditimpa.</translation>
        </message>
        <message>
            <source>{path} and the watched folder {other} overlap.</source>
            <translation>{path} dan folder pantauan {other} tumpang tindih.</translation>
        </message>
        <message>
            <source>{path} cannot be read as a list of photos: {detail}.</source>
            <translation>{path} tidak dapat dibaca sebagai daftar foto: {detail}.</translation>
        </message>
        <message>
            <source>{path} cannot be read as a list: {detail}.</source>
            <translation>{path} tidak dapat dibaca sebagai daftar: {detail}.</translation>
        </message>
        <message>
            <source>{path} cannot be read as a product feed: {detail}.</source>
            <translation>{path} tidak dapat dibaca sebagai feed produk: {detail}.</translation>
        </message>
        <message>
            <source>{path} cannot be read as a table: {detail}.</source>
            <translation>{path} tidak dapat dibaca sebagai tabel: {detail}.</translation>
        </message>
        <message>
            <source>{path} cannot be read as labels: {detail}.</source>
            <translation>{path} tidak dapat dibaca sebagai label: {detail}.</translation>
        </message>
        <message>
            <source>{path} cannot be read.</source>
            <translation>{path} tidak dapat dibaca.</translation>
        </message>
        <message>
            <source>{path} changed while it was being read.</source>
            <translation>{path} berubah saat sedang dibaca.</translation>
        </message>
        <message>
            <source>{path} contains more than {most} names.</source>
            <translation>{path} berisi lebih dari {most} nama.</translation>
        </message>
        <message>
            <source>{path} could not be read: {detail}.</source>
            <translation>{path} tidak dapat dibaca: {detail}.</translation>
        </message>
        <message>
            <source>{path} could not be written: {detail}.</source>
            <translation>{path} tidak dapat ditulis: {detail}.</translation>
        </message>
        <message>
            <source>{path} does not name a database server.</source>
            <translation>{path} tidak menyebutkan server basis data.</translation>
        </message>
        <message>
            <source>{path} has no column of photos or of paths to photos.</source>
            <translation>{path} tidak memiliki kolom foto atau kolom lokasi foto.</translation>
        </message>
        <message>
            <source>{path} has no column {missing}.</source>
            <translation>{path} tidak memiliki kolom {missing}.</translation>
        </message>
        <message>
            <source>{path} is a folder, a pipe or a device and cannot be replaced by a file.</source>
            <translation>{path} adalah folder, pipa, atau perangkat dan tidak dapat diganti dengan berkas.</translation>
        </message>
        <message>
            <source>{path} is a link to another location, so nothing is saved there.</source>
            <translation>{path} adalah tautan ke lokasi lain, jadi tidak ada yang disimpan di sana.</translation>
        </message>
        <message>
            <source>{path} is a product feed and was named together with other files.</source>
            <translation>{path} adalah feed produk dan disebutkan bersama berkas lain.</translation>
        </message>
        <message>
            <source>{path} is damaged.</source>
            <translation>{path} rusak.</translation>
        </message>
        <message>
            <source>{path} is no absolute path.</source>
            <translation>{path} bukan lokasi mutlak.</translation>
        </message>
        <message>
            <source>{path} is no product feed, and the options for feeds do not apply to it.</source>
            <translation>{path} bukan feed produk, sehingga opsi untuk feed tidak berlaku.</translation>
        </message>
        <message>
            <source>{path} is not a complete Second Look backup: {detail}.</source>
            <translation>{path} bukan cadangan Second Look yang lengkap: {detail}.</translation>
        </message>
        <message>
            <source>{path} is not a database.</source>
            <translation>{path} bukan basis data.</translation>
        </message>
        <message>
            <source>{path} is not a model version: {detail}.</source>
            <translation>{path} bukan versi model: {detail}.</translation>
        </message>
        <message>
            <source>{path} is not a valid Second Look database: {detail}.</source>
            <translation>{path} bukan basis data Second Look yang sah: {detail}.</translation>
        </message>
        <message>
            <source>{path} is on a network share, where the database could be damaged.</source>
            <translation>{path} berada di folder bersama pada jaringan komputer, tempat basis data dapat rusak.</translation>
        </message>
        <message>
            <source>{path} is part of the workspace.</source>
            <translation>{path} adalah bagian dari ruang kerja.</translation>
        </message>
        <message>
            <source>{path} is the database of another program.</source>
            <translation>{path} adalah basis data program lain.</translation>
        </message>
        <message>
            <source>{path} is the folder of another workspace.</source>
            <translation>{path} adalah folder ruang kerja lain.</translation>
        </message>
        <message>
            <source>{path} was written by a newer version of Second Look.</source>
            <translation>{path} ditulis oleh versi Second Look yang lebih baru.</translation>
        </message>
        <message>
            <source>{pattern} contains a character that is not allowed in a pattern.</source>
            <translation>{pattern} berisi karakter yang tidak boleh ada dalam pola.</translation>
        </message>
        <message>
            <source>{pattern} does not contain the SKU.</source>
            <translation>{pattern} tidak memuat SKU.</translation>
        </message>
        <message>
            <source>{pattern} is ambiguous: it is not clear where one part ends and the next begins.</source>
            <translation>{pattern} tidak jelas: batas antara satu bagian dan berikutnya tidak dapat ditentukan.</translation>
        </message>
        <message>
            <source>{percent} less contrast</source>
            <translation>kontras {percent} lebih rendah</translation>
        </message>
        <message>
            <source>{remedy}</source>
            <translation>{remedy}</translation>
        </message>
        <message>
            <source>{strength} times as bright</source>
            <translation>{strength} kali lebih terang</translation>
        </message>
        <message>
            <source>{strength} times as large</source>
            <translation>{strength} kali lebih besar</translation>
        </message>
        <message>
            <source>{target} correct</source>
            <translation>{target} benar</translation>
        </message>
        <message>
            <source>{value!r} is not a valid value for the setting {name}.</source>
            <translation>{value!r} bukan nilai yang sah untuk pengaturan {name}.</translation>
        </message>
        <message>
            <source>{value} is not a time of day.</source>
            <translation>{value} bukan waktu dalam sehari.</translation>
        </message>
        <message>
            <source>{value} is not possible for the setting {name}.</source>
            <translation>{value} tidak mungkin untuk pengaturan {name}.</translation>
        </message>
        <message>
            <source>{version} is not the active model of this workspace.</source>
            <translation>{version} bukan model aktif ruang kerja ini.</translation>
        </message>
        <message>
            <source>{version} replaced {parent} during the training and was not compared with the new version. Compare the two and activate the better one.</source>
            <translation>{version} menggantikan {parent} selama pelatihan dan belum dibandingkan dengan versi baru. Bandingkan keduanya, lalu aktifkan yang lebih baik.</translation>
        </message>
        <message>
            <source>“Correct” means as the reviewers of the checks would have labelled. If they are wrong or disagree, so is the certificate.</source>
            <translation>“Benar” berarti seperti yang akan dilabeli para peninjau pemeriksaan. Jika mereka keliru atau berbeda pendapat, begitu pula sertifikat ini.</translation>
        </message>
        <message>
            <source>“Right” means as the reviewers of the checks labelled. If they are wrong, so is the figure; reviewers who check labels of their own may repeat their mistakes.</source>
            <translation>“Benar” berarti sesuai dengan yang dilabeli peninjau pemeriksaan. Jika mereka salah, angka ini juga salah; peninjau yang memeriksa labelnya sendiri bisa mengulang kesalahannya.</translation>
        </message>
        <message>
            <source>“{name}” cannot be the name of a model version.</source>
            <translation>“{name}” tidak dapat menjadi nama versi model.</translation>
        </message>
    </context>
</TS>
