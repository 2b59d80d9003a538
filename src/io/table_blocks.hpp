// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Divides a table into blocks that are read side by side, with records whole at each seam.
#pragma once

#include "thread_team.hpp"

#include <pangkas/io/csv.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief A part of a table and what was read from it.
template <class Content>
struct table_block {
  csv_reader::place begin;  ///< of the first record; records and lines may begin with the block
  std::size_t stop = 0;     ///< no record begins at this byte or behind it
  csv_reader::place end;    ///< behind the last record
  bool failed = false;      ///< reading it threw; so may a block that begins at a wrong place
  Content content;
};

/// @brief Where a record most likely begins behind a byte.
/// @param quoted  Whether the byte most likely stands in quotes.
inline std::size_t guess_record(std::string_view text, std::size_t at, bool quoted) {
  if (quoted) at = text.find('"', at);
  at = text.find_first_of("\r\n", at);
  if (at == std::string_view::npos) return text.size();
  return at + (text.substr(at).starts_with("\r\n") ? 2 : 1);
}

/// @brief Reads a table block by block, each step of the work side by side with the others.
///
/// Where a record begins can be known only once all before it has been read, since a line break may
/// stand in quotes. So a block begins at a guess, by the number of quotes before it; when the block
/// before it has been read, the guess is checked, and a block that began in the wrong place is read
/// again. What comes out is what one thread gets that reads from the beginning to the end.
///
/// @tparam Content  What a block is read into.
template <class Content>
class table_blocks {
 public:
  using block = table_block<Content>;
  /// @brief The work, step by step. Steps are called for the blocks in order, read and parts apart,
  /// which any thread may call for any block and part.
  struct work {
    /// Reads the records of a block from its begin to its stop, and sets its end. May throw.
    std::function<void(block&)> read;
    /// So many records stand before those that the block has numbered.
    std::function<void(block&, std::size_t before)> shift;
    /// What must be done block after block.
    std::function<void(block&)> enter;
    /// What may be done while the next blocks are entered.
    std::function<void(block&, std::size_t part)> add_part;
    std::size_t parts = 0;
    /// Nobody else works meanwhile.
    std::function<void(block&)> finish;
  };

  /// @param text        The table.
  /// @param begin       Where its first record begins.
  /// @param block_size  How long a block is about.
  table_blocks(std::string_view text, const csv_reader::place& begin, std::size_t block_size,
               std::size_t threads, work what)
      : text_(text),
        known_(begin),
        block_size_(block_size),
        threads_(std::min(threads, text.size() / std::max<std::size_t>(block_size, 1) + 1)),
        work_(std::move(what)) {}

  /// @brief Does all the work.
  /// @throws what reading the first record that cannot be read throws.
  void run() {
    if (threads_ <= 1) {
      block one;
      while (known_.offset < text_.size()) {
        one.begin = {known_.offset, 0, 1};
        one.stop = std::min(text_.size(), known_.offset + block_size_);
        read(one);
        settle(one);
        work_.enter(one);
        for (std::size_t part = 0; part < work_.parts; ++part) work_.add_part(one, part);
        work_.finish(one);
      }
      return;
    }
    // One group of blocks is read while the one before it is entered and the one before that added.
    thread_team team(threads_);
    std::array<std::vector<block>, 3> groups;
    std::vector<std::function<void()>> tasks;
    for (std::size_t step = 0;; ++step) {
      std::vector<block>& reading = groups[step % 3];
      std::vector<block>& entering = groups[(step + 2) % 3];
      std::vector<block>& adding = groups[(step + 1) % 3];
      divide(reading);
      if (reading.empty() && entering.empty() && adding.empty()) return;
      tasks.clear();
      if (!entering.empty())
        tasks.emplace_back([&] {
          for (block& b : entering) work_.enter(b);
        });
      for (std::size_t part = 0; !adding.empty() && part < work_.parts; ++part)
        tasks.emplace_back([&, part] {
          for (block& b : adding) work_.add_part(b, part);
        });
      for (block& b : reading) tasks.emplace_back([&] { read(b); });
      team.run(tasks);
      for (block& b : adding) work_.finish(b);
      for (block& b : reading) settle(b);
    }
  }

 private:
  /// The next blocks, each begun at the best guess; the first begins where it must.
  void divide(std::vector<block>& group) {
    std::size_t count = 0;
    std::size_t at = known_.offset;
    bool quoted = false;
    while (at < text_.size() && count < 2 * threads_) {
      if (count == group.size()) group.emplace_back();
      block& b = group[count++];
      b.begin = {at, 0, 1};
      const std::size_t cut = std::min(text_.size(), at + block_size_);
      const auto quotes = std::count(text_.begin() + static_cast<std::ptrdiff_t>(at),
                                     text_.begin() + static_cast<std::ptrdiff_t>(cut), '"');
      quoted = quotes % 2 != 0;  // the block itself begins outside quotes
      b.stop = guess_record(text_, cut, quoted);
      at = b.stop;
    }
    group.resize(count);
  }

  void read(block& b) {
    b.failed = false;
    try {
      work_.read(b);
    } catch (...) {
      b.failed = true;
    }
  }

  void settle(block& b) {
    if (b.begin.offset == known_.offset && !b.failed) {
      work_.shift(b, known_.records);
      known_ = {b.end.offset, known_.records + b.end.records, known_.line + b.end.line - 1};
      return;
    }
    // With the true numbers, for what it may throw.
    b.begin = known_;
    b.stop = std::max(b.stop, known_.offset);
    work_.read(b);
    known_ = b.end;
  }

  std::string_view text_;
  csv_reader::place known_;
  std::size_t block_size_;
  std::size_t threads_;
  work work_;
};

}  // namespace pangkas::detail
