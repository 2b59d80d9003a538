// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Columns of text: unique texts in one block, repeated texts through a dictionary.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas {

/// @brief Texts one behind the other in one block of memory: 8 bytes and its length a text.
class text_column {
 public:
  [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
  [[nodiscard]] std::string_view operator[](std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : ends_[i - 1];
    return {characters_.data() + begin, ends_[i] - begin};
  }
  void push_back(std::string_view text) {
    characters_.append(text);
    ends_.push_back(characters_.size());
  }
  void reserve(std::size_t texts) { ends_.reserve(texts); }

  friend bool operator==(const text_column&, const text_column&) = default;

 private:
  std::string characters_;
  std::vector<std::size_t> ends_;
};

/// @brief Finds the place of a text in a text_column: open addressing, at most half full.
///
/// Each slot keeps 32 bits of the text's hash: nearly every comparison with another text is spared,
/// and growing reads no text at all. With five million codes each text that is looked at costs two
/// reads beyond the caches. std::unordered_map costs a node a text besides.
class text_index {
 public:
  /// @brief The place of @p text in @p texts; absent if it was never entered.
  [[nodiscard]] std::optional<std::uint32_t> find(const text_column& texts,
                                                  std::string_view text) const {
    if (slots_.empty()) return std::nullopt;
    const std::uint32_t hash = hash_of(text);
    for (std::size_t i = hash & mask(); slots_[i].place != empty; i = (i + 1) & mask())
      if (slots_[i].hash == hash && texts[slots_[i].place] == text) return slots_[i].place;
    return std::nullopt;
  }

  /// @brief Enters the last text of @p texts, which find() must not have found.
  void enter_last(const text_column& texts) {
    if (slots_.size() < 2 * (entries_ + 1)) resize(slots_.empty() ? 16 : 2 * slots_.size());
    const auto place = static_cast<std::uint32_t>(texts.size() - 1);
    enter({place, hash_of(texts[place])});
    ++entries_;
  }

  /// @brief Makes room for @p entries in all.
  void reserve(std::size_t entries) {
    if (slots_.size() < 2 * entries) resize(std::bit_ceil(2 * entries));
  }

 private:
  static constexpr std::uint32_t empty = std::numeric_limits<std::uint32_t>::max();
  struct slot {
    std::uint32_t place = empty;
    std::uint32_t hash = 0;
  };

  static std::uint32_t hash_of(std::string_view text) {
    const std::size_t hash = std::hash<std::string_view>{}(text);
    return static_cast<std::uint32_t>(hash ^ (hash >> (4 * sizeof hash)));
  }
  [[nodiscard]] std::size_t mask() const noexcept { return slots_.size() - 1; }
  void enter(slot s) {
    std::size_t i = s.hash & mask();
    while (slots_[i].place != empty) i = (i + 1) & mask();
    slots_[i] = s;
  }
  void resize(std::size_t size) {
    std::vector<slot> old(size);
    old.swap(slots_);
    for (const slot& s : old)
      if (s.place != empty) enter(s);
  }

  std::vector<slot> slots_;
  std::size_t entries_ = 0;
};

/// @brief A column of texts that repeat (units, ranks, titles): 4 bytes a row and each text once.
class dictionary_column {
 public:
  [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
  /// @brief The text in a row.
  [[nodiscard]] std::string_view operator[](std::size_t row) const {
    return values_[entries_[row]];
  }
  /// @brief The entry of the dictionary in a row.
  [[nodiscard]] std::uint32_t entry(std::size_t row) const { return entries_[row]; }
  /// @brief The distinct texts, in the order of their first use.
  [[nodiscard]] const text_column& values() const noexcept { return values_; }

  /// @brief The entry for @p text, added to the dictionary if new.
  std::uint32_t intern(std::string_view text) {
    // Files come sorted by unit and superior: most often it is the text of the row before.
    if (!entries_.empty() && values_[entries_.back()] == text) return entries_.back();
    if (const auto known = index_.find(values_, text)) return *known;
    values_.push_back(text);
    index_.enter_last(values_);
    return static_cast<std::uint32_t>(values_.size() - 1);
  }
  void push_back(std::string_view text) { entries_.push_back(intern(text)); }
  /// @brief Puts another text in a row.
  void set(std::size_t row, std::string_view text) { entries_[row] = intern(text); }
  void reserve(std::size_t rows) { entries_.reserve(rows); }

 private:
  std::vector<std::uint32_t> entries_;
  text_column values_;
  text_index index_;
};

}  // namespace pangkas
