// SPDX-License-Identifier: BSL-1.0
#include "streams.hpp"

#include <pangkas/error.hpp>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <boost/locale/utf.hpp>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>

namespace pangkas::cli {
namespace {

using namespace boost::locale::utf;

/// A control character; terminals know those beyond ASCII too.
bool is_obeyed(code_point point) { return point < 0x20 || (point >= 0x7F && point < 0xA0); }

/// A mark that breaks a line or turns the direction of what follows.
bool misleads(code_point point) {
  return point == 0x61C || point == 0x200E || point == 0x200F ||
         (point >= 0x2028 && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

}  // namespace

void hold_standard_streams() noexcept {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) >= 0) continue;
    // The lowest free number is given out, which is this one.
    static_cast<void>(::open("/dev/null", stream == STDOUT_FILENO ? O_RDONLY : O_WRONLY));
  }
}

void print(std::string_view text, std::string_view done) {
  const bool written =
      std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (!written)
    throw output_error(fmt::format("the standard output cannot be written: {}{}{}",
                                   std::strerror(errno), done.empty() ? "" : "; but ", done),
                       "-");
}

void say(std::string_view text) noexcept { std::fwrite(text.data(), 1, text.size(), stderr); }

void complain(std::string_view sentence) {
  std::string text = harmless(sentence);
  // Nobody reads on; the name of a file may be that long.
  constexpr std::size_t begin = 700;
  constexpr std::size_t end = 200;
  if (text.size() > begin + end) {
    const auto whole = [&](std::size_t at) {
      while ((static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
      return at;
    };
    text.replace(whole(begin), whole(text.size() - end) - whole(begin), " ... ");
  }
  say(fmt::format("pangkas: {}\n", text));
}

std::string harmless(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (auto at = text.begin(); at != text.end();) {
    const auto begin = at;
    const code_point point = utf_traits<char>::decode(at, text.end());
    if (!is_valid_codepoint(point)) at = begin + 1;  // one byte; the next may be obeyed
    if (is_obeyed(point) || misleads(point))
      out += fmt::format("\\u{:04x}", point);
    else
      out.append(begin, at);
  }
  return out;
}

}  // namespace pangkas::cli
