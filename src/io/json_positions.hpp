// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Reads the positions of native JSON many at a time.
#pragma once

#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/core/position_batch.hpp>

#include <simdjson.h>
#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Whether a character may stand between the marks of JSON.
constexpr bool is_json_blank(char c) noexcept {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// @brief Adds positions of native JSON to a builder without a tree and an allocation for each.
///
/// They are read window by window, so that neither a large document nor what is read from it must
/// stand in memory. It knows nothing of faults: what it cannot read is left to the parser of
/// documents, which knows what to say of it.
class json_positions {
 public:
  /// @brief Takes an entry that is valid JSON, but not simply a position: what it holds twice, what
  /// is unknown or of another type must be reported. Of what it holds twice the entry has the last;
  /// one such member is named.
  using odd_entry =
      std::function<void(const nlohmann::json& entry, std::string repeated, origin from)>;

  json_positions(organisation_builder& builder, odd_entry odd);

  /// @brief What was taken.
  struct taken {
    std::size_t bytes = 0;    ///< up to the end of an entry
    std::size_t entries = 0;  ///< whose rows follow the one before
  };
  /// @brief Adds the entries that follow an entry, as far as they can be read.
  /// @param text    What stands behind an entry of the list, to the end of the document.
  /// @param before  The entry before.
  /// @complexity    O(bytes taken), and O(first window) where none can be read.
  taken add_following(std::string_view text, origin before);

 private:
  std::size_t add_window(std::string_view text, origin& from);
  std::size_t parse(std::string_view text, simdjson::dom::array& entries);
  void add(const simdjson::dom::array& entries, origin& from);
  void add_batch();

  organisation_builder& builder_;
  odd_entry odd_;
  simdjson::dom::parser parser_;  // holds the texts of the batch
  std::string window_;
  std::size_t limit_;
  bool has_reserved_ = false;
  position_batch batch_;
  std::vector<std::string> flags_;
};

}  // namespace pangkas::detail
