// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/holder.hpp>

#include <pangkas/core/impl/ascii.hpp>
#include <pangkas/core/impl/selector_text.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/suggestion.hpp>
#include <pangkas/error.hpp>

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {

inline constexpr std::array<std::string_view, 4> relative_holders{"@superior", "@head-of-unit",
                                                                  "@top", "@line"};

/// @brief A whole number that fills a text; 0 if it is none.
inline std::uint32_t whole_in(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  return fault == std::errc{} && end == text.data() + text.size() ? value : 0;
}

inline std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// @brief Whether an equals sign stands in a text without a backslash before it, or it is `all`.
inline bool is_selector(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == '=')
      return true;
  }
  return lower(text) == "all";
}

/// A code that is read as one.
inline std::string post_text(std::string_view of) {
  const std::string code = escape_selector(of, "\\=");
  const bool means_others = code.starts_with('@') || is_selector(code);
  return means_others ? "\\" + code : code;
}

inline holder parse_relative(std::string_view text) {
  const std::string all = lower(text);
  const std::string_view word = std::string_view(all).substr(0, all.find(':'));
  holder h;
  if (word == "@superior" || word == "@atasan") {
    h.kind = holder_kind::superior;
    if (word.size() == all.size()) return h;
    h.steps = whole_in(std::string_view(all).substr(word.size() + 1));
    if (h.steps > 0) return h;
    throw input_error("the holder " + in_quotes(text) +
                      " cannot be read: write which superior, as in @superior:2");
  }
  if (all == "@head-of-unit" || all == "@kepala-unit") return {holder_kind::head_of_unit};
  if (all == "@top" || all == "@pimpinan") return {holder_kind::top};
  if (all == "@line" || all == "@garis") return {holder_kind::line};
  throw input_error("the holder " + in_quotes(text) + " cannot be read" +
                    did_you_mean(word, relative_holders) +
                    "; there are @superior, @superior:2, @head-of-unit, @top and @line");
}

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

holder parse_holder(std::string_view text) {
  const std::string_view bare = detail::without_blanks(text);
  if (bare.empty()) throw input_error("a holder is empty; write a code, a selector or @superior");
  if (bare.front() == '@') return detail::parse_relative(bare);
  if (detail::is_selector(bare)) return {holder_kind::class_of, {}, parse_condition(text)};
  // What a backslash keeps is text; there is no mark to cut at.
  return {holder_kind::post, detail::cut_selector(text, '\0', false).front()};
}

std::string to_string(const holder& h) {
  switch (h.kind) {
    case holder_kind::post:
      return detail::post_text(h.code);
    case holder_kind::class_of:
      return to_string(h.when);
    case holder_kind::superior:
      return h.steps == 1 ? "@superior" : "@superior:" + std::to_string(h.steps);
    case holder_kind::head_of_unit:
      return "@head-of-unit";
    case holder_kind::top:
      return "@top";
    case holder_kind::line:
      break;
  }
  return "@line";
}

holder_list parse_holder_list(std::string_view text) {
  holder_list list;
  std::string_view rest = text;
  if (const std::size_t of = text.find(" of "); of != std::string_view::npos) {
    list.needed = detail::whole_in(detail::without_blanks(text.substr(0, of)));
    if (list.needed > 0) rest.remove_prefix(of + 4);
  }
  const auto fail = [text](const std::string& why) {
    throw input_error("the holders " + detail::in_quotes(text) + " cannot be read: " + why);
  };
  std::set<std::string> seen;
  for (const std::string& one : detail::cut_selector(rest, '+', true)) {
    const holder& h = list.holders.emplace_back(parse_holder(one));
    if (!seen.insert(to_string(h)).second)
      fail(detail::in_quotes(to_string(h)) + " is there twice");
  }
  if (list.needed > list.holders.size())
    fail(std::to_string(list.needed) + " are needed of " + std::to_string(list.holders.size()));
  return list;
}

std::string to_string(const holder_list& list) {
  std::string text;
  for (const holder& h : list.holders) {
    if (!text.empty()) text += " + ";
    for (const char c : to_string(h)) text.append(c == '+' ? "\\" : "").push_back(c);
  }
  if (list.needed > 0) return std::to_string(list.needed) + " of " + text;
  // A code such as "2 of A" counts nobody.
  const std::size_t of = text.find(" of ");
  const bool counts = of != std::string::npos && detail::whole_in(text.substr(0, of)) > 0;
  return counts ? "\\" + text : text;
}

}  // namespace pangkas
