// SPDX-License-Identifier: BSL-1.0
#include "zip_archive.hpp"

#include <pangkas/error.hpp>

#include <fmt/format.h>
#include <zip.h>

#include <array>
#include <utility>

namespace pangkas::inline v0_1::detail {

zip_archive::zip_archive(std::string_view bytes, std::string file)
    : file_(std::move(file)), size_(bytes.size()), archive_(nullptr, zip_discard) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source != nullptr) {
    archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
    if (!archive_) zip_source_free(source);
  }
  const std::string why = archive_ ? std::string() : zip_error_strerror(&error);
  zip_error_fini(&error);
  if (!archive_)
    fail(fmt::format("looks like a spreadsheet, but is damaged ({}); obtain it again", why));
}

bool zip_archive::has(const std::string& part) const {
  return zip_name_locate(archive_.get(), part.c_str(), 0) >= 0;
}

void zip_archive::unpack(const std::string& part,
                         const std::function<bool(std::string_view)>& take) {
  if (!has(part))
    fail(fmt::format(
        "is damaged: its part {} is missing; open it in a spreadsheet and save it again", part));
  const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> opened(
      zip_fopen(archive_.get(), part.c_str(), 0), zip_fclose);
  if (!opened) {
    if (zip_error_code_zip(zip_get_error(archive_.get())) == ZIP_ER_NOPASSWD)
      fail("is protected by a password; save it without one, or export the sheet as CSV");
    fail(fmt::format("is damaged: its part {} cannot be unpacked ({}); obtain it again", part,
                     zip_strerror(archive_.get())));
  }
  std::array<char, 65536> piece;
  for (;;) {
    const zip_int64_t got = zip_fread(opened.get(), piece.data(), piece.size());
    if (got < 0)
      fail(fmt::format("is damaged: its part {} cannot be unpacked ({}); obtain it again", part,
                       zip_file_strerror(opened.get())));
    if (got == 0) return;
    const auto bytes = static_cast<std::size_t>(got);
    spend(bytes);
    if (!take({piece.data(), bytes})) return;
  }
}

void zip_archive::spend(std::size_t bytes) {
  constexpr std::uint64_t most = std::uint64_t{2} << 30;
  // A sheet shrinks to a twentieth, one that repeats a single row to a hundredth.
  constexpr std::uint64_t usual = std::uint64_t{64} << 20;
  constexpr std::uint64_t most_times = 300;
  spent_ += bytes;
  if (spent_ > most)
    fail("unpacks to more than 2 GiB; export the sheet as CSV, which may be larger");
  if (spent_ > usual && spent_ / most_times > size_)
    fail(fmt::format(
        "unpacks to more than {} times its size, as no sheet of posts does; if it is one, "
        "export it as CSV",
        most_times));
}

void zip_archive::fail(const std::string& what) const {
  throw input_error(fmt::format("{} {}", file_, what), file_);
}

}  // namespace pangkas::detail
