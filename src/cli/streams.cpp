// SPDX-License-Identifier: BSL-1.0
#include "streams.hpp"

#include <pangkas/error.hpp>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>

namespace pangkas::cli {

void hold_standard_streams() noexcept {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) >= 0 || errno != EBADF) continue;
    // The lowest free number is given out, which is this one.
    static_cast<void>(::open("/dev/null", stream == STDOUT_FILENO ? O_RDONLY : O_WRONLY));
  }
}

void print(std::string_view text) {
  const bool written =
      std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (!written)
    throw output_error(
        fmt::format("the standard output cannot be written: {}", std::strerror(errno)), "-");
}

void say(std::string_view text) noexcept { std::fwrite(text.data(), 1, text.size(), stderr); }

std::string harmless(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto byte = [&](std::size_t at) {
      return at < text.size() ? static_cast<unsigned>(static_cast<unsigned char>(text[at])) : 0U;
    };
    unsigned mark = 0;
    std::size_t length = 1;
    if (byte(0) < 0x20 || byte(0) == 0x7F) {
      mark = byte(0);
    } else if (byte(0) == 0xC2 && byte(1) >= 0x80 && byte(1) < 0xA0) {  // controls beyond ASCII
      mark = byte(1);
      length = 2;
    } else if (byte(0) == 0xD8 && byte(1) == 0x9C) {  // Arabic letter mark
      mark = 0x61C;
      length = 2;
    } else if (byte(0) == 0xE2 && (byte(1) == 0x80 || byte(1) == 0x81)) {
      const unsigned point = 0x2000 + (byte(1) - 0x80) * 64 + (byte(2) & 0x3FU);
      const bool misleads = point == 0x200E || point == 0x200F ||
                            (point >= 0x2028 && point <= 0x202E) ||
                            (point >= 0x2066 && point <= 0x2069);
      if (misleads) {
        mark = point;
        length = 3;
      }
    }
    if (mark == 0 && byte(0) != 0)
      out += text[0];
    else
      out += fmt::format("\\u{:04x}", mark);
    text.remove_prefix(length);
  }
  return out;
}

}  // namespace pangkas::cli
