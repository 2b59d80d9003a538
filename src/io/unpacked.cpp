// SPDX-License-Identifier: BSL-1.0
#include "unpacked.hpp"

#include "memory.hpp"

#include <pangkas/error.hpp>

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <new>
#include <utility>

namespace pangkas::inline v0_1::detail {
namespace {

// A piece that is just parsed stays in the cache.
constexpr std::size_t piece_size = std::size_t{256} * 1024;
constexpr std::size_t always_allowed = std::size_t{64} * 1024 * 1024;
constexpr std::size_t most_growth = 200;

}  // namespace

struct unpacked_pieces::inflater {
  inflater() {
    // 15 bits of window, and a header of gzip.
    if (inflateInit2(&stream, 15 + 16) != Z_OK) throw std::bad_alloc();
    buffer.resize(piece_size);
  }
  inflater(const inflater&) = delete;
  inflater& operator=(const inflater&) = delete;
  ~inflater() { inflateEnd(&stream); }

  z_stream stream{};
  std::string buffer;
  std::size_t given = 0;
  bool member_ended = false;
};

unpacked_pieces::unpacked_pieces(std::string_view bytes, std::string file)
    : rest_(bytes), file_(std::move(file)), packed_size_(bytes.size()) {
  if (is_gzip(bytes)) inflater_ = std::make_unique<inflater>();
}

unpacked_pieces::~unpacked_pieces() = default;

std::string_view unpacked_pieces::next() {
  if (!inflater_) {
    const std::string_view piece = rest_.substr(0, piece_size);
    rest_.remove_prefix(piece.size());
    return piece;
  }
  z_stream& stream = inflater_->stream;
  stream.next_out = reinterpret_cast<Bytef*>(inflater_->buffer.data());
  stream.avail_out = static_cast<uInt>(piece_size);
  while (stream.avail_out != 0) {
    if (inflater_->member_ended) {
      // Whatever else stands behind a member is padding.
      if (!is_gzip(rest_)) break;
      inflateReset(&stream);
      inflater_->member_ended = false;
    }
    const std::size_t offered = std::min<std::size_t>(rest_.size(), std::size_t{1} << 30U);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(rest_.data()));
    stream.avail_in = static_cast<uInt>(offered);
    const int status = inflate(&stream, Z_NO_FLUSH);
    rest_.remove_prefix(offered - stream.avail_in);
    if (status == Z_STREAM_END)
      inflater_->member_ended = true;
    else if (status == Z_BUF_ERROR || (status == Z_OK && rest_.empty() && stream.avail_out != 0))
      throw input_error(
          fmt::format("{} ends in the middle of what gzip packed; copy or fetch it again", file_),
          file_);
    else if (status == Z_MEM_ERROR)
      throw std::bad_alloc();
    else if (status != Z_OK)
      throw input_error(fmt::format("{} is damaged: gzip cannot unpack it ({}); copy or fetch it "
                                    "again",
                                    file_, stream.msg == nullptr ? "wrong bytes" : stream.msg),
                        file_);
  }
  const std::size_t size = piece_size - stream.avail_out;
  inflater_->given += size;
  if (inflater_->given > always_allowed && inflater_->given / most_growth > packed_size_)
    throw input_error(
        fmt::format("{} grows more than {} times when it is unpacked, as no log does; "
                    "unpack it yourself if it is one",
                    file_, most_growth),
        file_);
  return std::string_view(inflater_->buffer).substr(0, size);
}

std::string unpacked(std::string_view bytes, const std::string& file) {
  unpacked_pieces pieces(bytes, file);
  std::string all;
  for (;;) {
    const std::string_view piece = pieces.next();
    if (piece.empty()) return all;
    if (all.size() + piece.size() > all.capacity()) refuse_too_large(2 * all.size(), file);
    all += piece;
  }
}

}  // namespace pangkas::detail
