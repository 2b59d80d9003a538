// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/core/holder.hpp>

#include <pangkas/core/impl/ascii.hpp>
#include <pangkas/core/impl/selector_text.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/suggestion.hpp>
#include <pangkas/error.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
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

/// @brief Whether an equals sign stands in a text without a backslash before it.
inline bool is_selector(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == '=')
      return true;
  }
  return false;
}

inline std::string escape(std::string_view text, std::string_view marks) {
  std::string escaped;
  for (const char c : text) {
    if (marks.find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
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
  text = detail::without_blanks(text);
  if (text.empty()) throw input_error("a holder is empty; write a code, a selector or @superior");
  if (text.front() == '@') return detail::parse_relative(text);
  if (detail::is_selector(text)) return {holder_kind::class_of, {}, parse_condition(text)};
  // What a backslash keeps is text; there is no mark to cut at.
  return {holder_kind::post, detail::cut_selector(text, '\0', false).front()};
}

std::string to_string(const holder& h) {
  switch (h.kind) {
    case holder_kind::post: {
      std::string code = detail::escape(h.code, "\\=");
      return code.starts_with('@') ? "\\" + code : code;
    }
    case holder_kind::class_of:
      return to_string(h.when);
    case holder_kind::superior:
      return h.steps == 1 ? "@superior" : "@superior:" + std::to_string(h.steps);
    case holder_kind::head_of_unit:
      return "@head-of-unit";
    case holder_kind::top:
      return "@top";
    case holder_kind::line:
      return "@line";
  }
  return {};
}

holder_list parse_holder_list(std::string_view text) {
  holder_list list;
  std::string_view rest = detail::without_blanks(text);
  if (const std::size_t of = rest.find(" of "); of != std::string_view::npos) {
    list.needed = detail::whole_in(rest.substr(0, of));
    if (list.needed > 0) rest.remove_prefix(of + 4);
  }
  for (const std::string& one : detail::cut_selector(rest, '+', true))
    list.holders.push_back(parse_holder(one));
  if (list.needed > list.holders.size())
    throw input_error("the holders " + detail::in_quotes(text) + " cannot be read: " +
                      std::to_string(list.needed) + " are needed of " +
                      std::to_string(list.holders.size()));
  for (std::size_t i = 0; i < list.holders.size(); ++i)
    if (std::ranges::find(list.holders.begin(), list.holders.begin() + static_cast<std::ptrdiff_t>(i),
                          list.holders[i]) !=
        list.holders.begin() + static_cast<std::ptrdiff_t>(i))
      throw input_error("the holders " + detail::in_quotes(text) + " cannot be read: " +
                        detail::in_quotes(to_string(list.holders[i])) + " is there twice");
  return list;
}

std::string to_string(const holder_list& list) {
  std::string text = list.needed > 0 ? std::to_string(list.needed) + " of " : "";
  for (std::size_t i = 0; i < list.holders.size(); ++i)
    text += (i == 0 ? "" : " + ") + detail::escape(to_string(list.holders[i]), "+");
  return text;
}

}  // namespace pangkas
