// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Refuses TOML that toml++ takes for granted not to happen.
#pragma once

#include <pangkas/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Walks over a TOML text outside strings and comments.
///
/// For "[#", "[[[", "[1, }" and letters beyond ASCII where a key or a blank could be, toml++ up
/// to 3.4 asserts that something else follows, and without assertions assumes it: damaged files
/// would end in a crash instead of an error (github.com/marzer/tomlplusplus/pull/301). So would keys
/// of very many parts, each of which is a table in the one before it. Everything else is left to the
/// parser. All that is refused is no TOML 1.0 either, save for these and for a line of a string that
/// ends in a backslash where the next begins beyond ASCII.
class toml_guard {
 public:
  toml_guard(std::string_view text, std::string file) : text_(text), file_(std::move(file)) {}

  /// @throws rule_error with file and line.
  void check() {
    if (text_.starts_with("\xef\xbb\xbf")) text_.remove_prefix(3);
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '[' && at_line_start_ && open_.empty()) check_heading();
      if (c == '"' || c == '\'') {
        skip_string(c);
        at_line_start_ = false;
      } else if (c == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else {
        if (!is_ascii(c)) refuse("a letter that is not ASCII stands outside quotes");
        bracket(c);
        count_parts(c);
        if (c == '\n') ++line_;
        if (c == '\n')
          at_line_start_ = true;
        else if (c != ' ' && c != '\t' && c != '\r')
          at_line_start_ = false;
        ++at_;
      }
    }
  }

 private:
  static constexpr std::size_t deepest = 32;

  [[noreturn]] void refuse(std::string_view what) const {
    throw rule_error(fmt::format("{}:{}: this is no valid TOML: {}", file_, line_, what), {}, file_,
                     line_);
  }

  static bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

  void check_heading() const {
    std::size_t next = text_.find_first_not_of(" \t", at_ + 1);
    if (next == at_ + 1 && text_[next] == '[') next = text_.find_first_not_of(" \t", next + 1);
    if (next == std::string_view::npos) return;
    const char c = text_[next];
    const bool starts_name = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                             (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '"' ||
                             c == '\'';
    if (!starts_name) refuse("the heading of a table needs a name after its one or two brackets");
  }

  void bracket(char c) {
    if (c == '[' || c == '{') open_.push_back(c);
    if (open_.size() > deepest)
      refuse(fmt::format("more than {} brackets stand in each other", deepest));
    if (c != ']' && c != '}') return;
    const char opening = c == ']' ? '[' : '{';
    if (open_.empty() || open_.back() != opening)
      refuse(fmt::format("\"{}\" closes what was not opened", c));
    open_.pop_back();
  }

  /// A number or a day has fewer parts than any key that is refused.
  void count_parts(char c) {
    if (c == '.' && ++parts_ > deepest)
      refuse(fmt::format("a key has more than {} parts", deepest));
    if (std::string_view("=,\n[]{}").find(c) != std::string_view::npos) parts_ = 1;
  }

  void check_escape(bool is_long) {
    std::size_t next = at_ + 1;
    if (is_long) next = std::min(text_.find_first_not_of(" \t\r\n", next), text_.size());
    if (next < text_.size() && !is_ascii(text_[next]))
      refuse("a backslash is followed by a letter that is not ASCII");
    // The escaped character is no closing quote; a line break is still to be counted.
    if (at_ + 1 < text_.size() && text_[at_ + 1] != '\n') ++at_;
  }

  void skip_string(char quote) {
    const std::string triple(3, quote);
    const bool is_long = text_.substr(at_, 3) == triple;
    for (at_ += is_long ? 3 : 1; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\n' && !is_long) return;  // not closed: the parser says so
      if (c == '\n') ++line_;
      if (c == '\\' && quote == '"') check_escape(is_long);
      if (c != quote || (is_long && text_.substr(at_, 3) != triple)) continue;
      at_ += is_long ? 3 : 1;
      // A long string may end with up to two quotes of its own.
      for (int i = 0; is_long && i < 2 && at_ < text_.size() && text_[at_] == quote; ++i) ++at_;
      return;
    }
  }

  std::string_view text_;
  std::string file_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t parts_ = 1;  ///< of the key that is being read
  bool at_line_start_ = true;
  std::vector<char> open_;
};

}  // namespace pangkas::detail
