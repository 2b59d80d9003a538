// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Columns of text: unique texts in one block, repeated texts through a dictionary.
#pragma once

#include <pangkas/core/impl/text_hash.hpp>
#include <pangkas/graph/impl/large_pages.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Texts one behind the other in one block of memory: 8 bytes and its length a text.
class text_column {
 public:
  [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
  [[nodiscard]] std::string_view operator[](std::size_t i) const;
  void push_back(std::string_view text);
  void reserve(std::size_t texts) { detail::reserve_large(ends_, texts); }
  /// @brief The memory that it takes.
  [[nodiscard]] std::size_t bytes() const noexcept {
    return characters_.capacity() + ends_.capacity() * sizeof ends_.front();
  }

  /// @brief Fetches what operator[] reads first to find text @p i.
  void prefetch_end(std::size_t i) const noexcept { __builtin_prefetch(ends_.data() + i); }
  /// @brief Fetches text @p i itself.
  void prefetch_text(std::size_t i) const noexcept;

  friend bool operator==(const text_column&, const text_column&) = default;

 private:
  std::string characters_;
  std::vector<std::size_t> ends_;
};

/// @brief Finds the place of a text in a text_column: open addressing, at most three quarters full.
///
/// Each slot keeps 32 bits of the text's hash: nearly every comparison with another text is spared,
/// and growing reads no text at all. With five million codes each text that is looked at costs two
/// reads beyond the caches. std::unordered_map costs a node a text besides.
///
/// Who looks many texts up takes the hashes first, and fetches the slots of some texts before it
/// reads the first of them: the reads beyond the caches then overlap. find_all() does so.
class text_index {
 public:
  /// @brief What find() and enter() look for.
  [[nodiscard]] static std::uint32_t hash_of(std::string_view text) {
    return detail::text_hash(text);
  }

  /// @brief The place of @p text in @p texts; absent if it was never entered.
  [[nodiscard]] std::optional<std::uint32_t> find(const text_column& texts,
                                                  std::string_view text) const {
    return find(texts, text, hash_of(text));
  }
  /// @brief The same for a text whose hash is known.
  [[nodiscard]] std::optional<std::uint32_t> find(const text_column& texts, std::string_view text,
                                                  std::uint32_t hash) const;

  /// @brief The place of each text of @p wanted, `absent` for one that was never entered.
  /// @param texts   Those that were entered.
  /// @param wanted  The texts to look up.
  /// @param found   As long as @p wanted.
  void find_all(const text_column& texts, std::span<const std::string_view> wanted,
                std::span<std::uint32_t> found) const;

  /// @brief Fetches the slot where the search for a hash begins.
  void prefetch(std::uint32_t hash) const noexcept {
    if (!slots_.empty()) __builtin_prefetch(slots_.data() + (hash & mask()));
  }
  /// @brief Fetches the texts that find() will compare with. The slots are read for it.
  void prefetch_texts(const text_column& texts, std::span<const std::uint32_t> hashes) const;

  /// @brief The place of a text, which is entered if it was not before.
  /// @param texts  Those that were entered; a new one is put behind the last.
  /// @param text   The text.
  /// @param hash   Its hash_of().
  std::uint32_t find_or_enter(text_column& texts, std::string_view text, std::uint32_t hash);

  /// @brief Enters the last text of @p texts, which find() must not have found.
  void enter_last(const text_column& texts);

  /// @brief Makes room for @p entries in all.
  void reserve(std::size_t entries) {
    if (3 * slots_.size() < 4 * entries) resize(std::bit_ceil(entries + entries / 3 + 1));
  }

  /// @brief The memory that it takes.
  [[nodiscard]] std::size_t bytes() const noexcept { return slots_.capacity() * sizeof(slot); }

  /// @brief In the result of find_all(): never entered.
  static constexpr std::uint32_t absent = std::numeric_limits<std::uint32_t>::max();
  /// @brief How many texts are worth looking up at a time.
  static constexpr std::size_t group = 64;

 private:
  static constexpr std::uint32_t empty = absent;
  struct slot {
    std::uint32_t place = empty;
    std::uint32_t hash = 0;
  };

  [[nodiscard]] std::size_t mask() const noexcept { return slots_.size() - 1; }
  /// Makes room for one more.
  void grow();
  void enter(slot s);
  void resize(std::size_t size);

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
  /// @brief The memory that it takes.
  [[nodiscard]] std::size_t bytes() const noexcept;

  /// @brief The entry for @p text, added to the dictionary if new.
  std::uint32_t intern(std::string_view text);
  void push_back(std::string_view text) { entries_.push_back(intern(text)); }
  /// @brief Adds the text of the last row another @p times.
  void append_last(std::size_t times) {
    entries_.insert(entries_.end(), times, std::uint32_t{entries_.back()});
  }
  /// @brief push_back() of each text, faster.
  void append(std::span<const std::string_view> texts);
  /// @brief Puts another text in a row.
  void set(std::size_t row, std::string_view text) { entries_[row] = intern(text); }
  void reserve(std::size_t rows) { detail::reserve_large(entries_, rows); }

 private:
  /// Hashes the texts that differ from the one before, and fetches where they will be looked up.
  void fetch(std::span<const std::string_view> texts, std::string_view before,
             std::array<std::uint32_t, text_index::group>& hashes) const;

  std::uint32_t intern(std::string_view text, std::uint32_t hash) {
    return index_.find_or_enter(values_, text, hash);
  }

  std::vector<std::uint32_t> entries_;
  text_column values_;
  text_index index_;
};

}  // namespace pangkas
