// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Who does what in which process, who holds which post, and who is related to whom.
#pragma once

#include <pangkas/core/condition.hpp>
#include <pangkas/core/finding.hpp>
#include <pangkas/core/organisation.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief Stands for every process, as of an authority.
inline constexpr std::string_view every_process = "*";

/// @brief A duty as people write it down, by codes.
struct duty {
  std::string position{};                ///< code; empty where @ref positions says whose it is
  std::optional<condition> positions{};  ///< each position that meets it has the duty
  std::string process{};                 ///< a process, a matter or a family; "*" for every one
  std::string name{};                    ///< what is done, such as "approve"
  /// Whether it goes to the nearest kept superior when its post is converted; absent: as the rules
  /// say.
  std::optional<bool> moves{};
};

/// @brief Who holds a post, by codes.
struct post_holder {
  std::string holder{};  ///< an opaque code, never a name
  std::string position{};
  std::string since{};  ///< first day in the post, as in 2021-06-30; empty: not known
};

/// @brief A relation between two holders, as one of them declared it.
struct relation {
  std::string a{};  ///< code of a holder
  std::string b{};
  std::string kind{};                     ///< such as "kin", "business" or "office"
  std::optional<std::uint32_t> degree{};  ///< of kin; absent: not known
};

/// @brief A duty of one position.
struct assigned_duty {
  row_index row = 0;
  std::uint32_t process = 0;    ///< place in integrity_tables::processes
  std::uint32_t name = 0;       ///< place in integrity_tables::names
  row_index from = no_row;      ///< the converted post that it came from; no_row: it has not moved
  std::optional<bool> moves{};  ///< see duty::moves

  friend bool operator==(const assigned_duty&, const assigned_duty&) = default;
};

/// @brief A holder in a post.
struct held_post {
  row_index row = 0;
  std::uint32_t holder = 0;  ///< place in integrity_tables::holders
  std::string since{};

  friend bool operator==(const held_post&, const held_post&) = default;
};

/// @brief A relation between two known holders.
struct known_relation {
  std::uint32_t a = 0;  ///< place in integrity_tables::holders
  std::uint32_t b = 0;
  std::string kind{};
  std::optional<std::uint32_t> degree{};

  friend bool operator==(const known_relation&, const known_relation&) = default;
};

/// @brief What is known of duties and holders, beside an organisation. Positions are named by their
/// rows, which a scenario keeps.
///
/// A *hand* is who acts: a holder, or a post whose holder is not known. Hands below the number of
/// holders are these; the others are rows, counted on from there.
struct integrity_tables {
  std::vector<std::string> processes{};
  std::vector<std::string> names{};  ///< of duties
  std::vector<std::string> holders{};
  std::vector<assigned_duty> duties{};
  std::vector<held_post> held{};  ///< by row
  std::vector<known_relation> relations{};

  /// @brief The holder of a hand; absent if it is a post.
  [[nodiscard]] std::optional<std::uint32_t> holder_of(std::uint32_t hand) const {
    return hand < holders.size() ? std::optional(hand) : std::nullopt;
  }
  /// @brief The post of a hand whose holder is not known.
  [[nodiscard]] row_index row_of(std::uint32_t hand) const {
    return hand - static_cast<std::uint32_t>(holders.size());
  }
  /// @brief The posts of a hand, by row.
  /// @complexity O(held posts).
  [[nodiscard]] std::vector<row_index> rows_of(std::uint32_t hand) const;
  /// @brief The hand of a post whose holder is not known.
  [[nodiscard]] std::uint32_t hand_of(row_index row) const {
    return row + static_cast<std::uint32_t>(holders.size());
  }

  friend bool operator==(const integrity_tables&, const integrity_tables&) = default;
};

/// @brief Collects duties, holders and relations in any order. The holders that the organisation
/// itself tells of are among them.
///
/// Nothing stops it: a row that names a position or a holder that is not there, a relation to
/// oneself or a duty without a name is left out with a finding. What stands there twice counts once.
class integrity_builder {
 public:
  /// @param org  It must outlive this.
  explicit integrity_builder(const organisation& org);
  integrity_builder(const integrity_builder&) = delete;
  integrity_builder& operator=(const integrity_builder&) = delete;
  ~integrity_builder();

  /// @brief Names a file for the findings; returns its number for origin::file.
  std::uint32_t add_file(std::string name);
  /// @brief Adds a finding of the caller's own.
  void report(std::string_view rule, severity level, origin from, std::string_view column,
              std::string_view code, std::string detail, std::string action);

  /// @complexity O(1) expected, or O(P) for a selector.
  void add(const duty& d, origin from = {});
  void add(const post_holder& h, origin from = {});
  /// @brief Its holders may be added later.
  void add(relation r, origin from = {});

  /// @brief What was collected; the builder is spent.
  /// @complexity O(rows log rows).
  [[nodiscard]] integrity_tables build() &&;
  /// @brief What was found on the way, complete after build().
  [[nodiscard]] const std::vector<finding>& findings() const noexcept;

 private:
  class implementation;
  std::unique_ptr<implementation> implementation_;
};

}  // namespace pangkas
