// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The texts of a column as a table or JSON has them: what must be quoted or escaped is so
/// once for each text, not for each row.
#pragma once

#include "csv_cell.hpp"
#include "json_text.hpp"

#include <pangkas/core/text_column.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Cells of a table.
struct csv_form {
  csv_style style{};

  /// Blanks matter at the ends only, '=' only behind "sep" and the marks of a formula only in front:
  /// the exact question is asked later.
  [[nodiscard]] bool stays(char c) const noexcept {
    const bool may_begin_formula = (c == '+') | (c == '-') | (c == '@');
    return c > ' ' && c <= '~' && c != '"' && c != '=' && c != style.delimiter &&
           !(may_begin_formula && style.spreadsheet_safe);
  }
  [[nodiscard]] bool keeps(std::string_view text) const noexcept {
    return stands_as_it_is(text, style);
  }
  void append(std::string& out, std::string_view text) const { append_cell(out, text, style); }
};

/// @brief What stands between the quotes of JSON.
struct json_form {
  [[nodiscard]] bool stays(char c) const noexcept { return is_plain_in_json(c); }
  [[nodiscard]] bool keeps(std::string_view text) const noexcept { return needs_no_escape(text); }
  /// @throws not_utf8
  void append(std::string& out, std::string_view text) const { append_escaped(out, text); }
};

/// @brief The texts of a column in their written form. Of those that stand as they are nothing is
/// kept but two bits, and not even those where no text changes.
class written_texts {
 public:
  /// @param texts  Must outlive this.
  /// @param form   csv_form or json_form.
  template <class Form>
  written_texts(const text_column& texts, const Form& form) : texts_(texts) {
    if (stays(form)) return;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (i % 64 == 0)
        words_.push_back({.bits = 0, .before = static_cast<std::uint32_t>(changed_.size())});
      if (form.keeps(texts[i])) continue;
      words_.back().bits |= std::uint64_t{1} << i % 64;
      changed_.push_back(written(texts[i], form));
    }
    if (changed_.size() == 0) words_.clear();
  }

  /// @brief The written form of text @p i.
  /// @throws not_utf8 if it has none.
  [[nodiscard, gnu::always_inline]] std::string_view operator[](std::size_t i) const {
    return changes(i) ? changed(i) : texts_[i];
  }
  /// @brief Whether the written form of text @p i is another.
  [[nodiscard]] bool changes(std::size_t i) const noexcept {
    return !words_.empty() && (words_[i / 64].bits >> i % 64 & 1U) != 0;
  }

  /// @brief Fetches what operator[] reads first to find text @p i.
  void prefetch_end(std::size_t i) const noexcept {
    if (changes(i))
      changed_.prefetch_end(place(i));
    else
      texts_.prefetch_end(i);
  }
  /// @brief Fetches text @p i itself.
  void prefetch_text(std::size_t i) const noexcept {
    if (changes(i))
      changed_.prefetch_text(place(i));
    else
      texts_.prefetch_text(i);
  }

 private:
  /// 64 texts: which of them change, and how many do before the first.
  struct word {
    std::uint64_t bits;
    std::uint32_t before;
  };

  /// The place of text @p i, which changes, in changed_.
  [[nodiscard]] std::size_t place(std::size_t i) const noexcept {
    const word& w = words_[i / 64];
    const std::uint64_t below = w.bits & ((std::uint64_t{1} << i % 64) - 1);
    return w.before + static_cast<unsigned>(std::popcount(below));
  }
  [[nodiscard]] std::string_view changed(std::size_t i) const {
    const std::string_view text = changed_[place(i)];
    if (text.empty()) throw not_utf8();
    return text;
  }

  /// Whether every text stands as it is, by the characters alone: they stand in one block.
  template <class Form>
  [[nodiscard]] bool stays(const Form& form) const {
    if (texts_.size() == 0) return true;
    const std::string_view last = texts_[texts_.size() - 1];
    const char* const begin = texts_[0].data();
    const std::string_view all(begin, static_cast<std::size_t>(last.data() - begin) + last.size());
    constexpr std::size_t step = 4096;
    for (std::size_t at = 0; at < all.size(); at += step) {
      bool plain = true;  // no way out inside: several bytes at a time
      for (const char c : all.substr(at, step)) plain = plain & form.stays(c);
      if (!plain) return false;
    }
    return true;
  }

  /// A text that changes is not empty, so that an empty one says that it cannot be written.
  template <class Form>
  static std::string written(std::string_view text, const Form& form) {
    std::string out;
    try {
      form.append(out, text);
    } catch (const not_utf8&) {
      out.clear();
    }
    return out;
  }

  const text_column& texts_;
  std::vector<word> words_;  ///< empty: no text changes
  text_column changed_;
};

}  // namespace pangkas::detail
