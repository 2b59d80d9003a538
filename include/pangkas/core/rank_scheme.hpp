// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Rank schemes: the ordered names of ranks, which are data and not code.
#pragma once

#include <pangkas/core/position.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief One rank of a scheme. What a source does not give stays absent.
struct rank {
  std::string name{};                             ///< e.g. "III.a", "Ahli Madya", "SCS1"
  position_kind kind = position_kind::executing;  ///< of a position that declares no kind
  std::vector<std::string> groups{};              ///< e.g. echelon "III", class "Administrator"
  bool administrative = false;                    ///< counts as administrative in PSO%
  std::vector<std::string> aliases{};             ///< other spellings
  std::string grade_low{};                        ///< lowest pay grade, e.g. "IV/a"
  std::string grade_high{};                       ///< highest pay grade
  std::optional<int> class_low{};                 ///< lowest job class
  std::optional<int> class_high{};                ///< highest job class
  std::optional<double> allowance{};              ///< position allowance per month
  std::string source{};                           ///< where this comes from
  std::string note{};                             ///< how sure it is

  friend bool operator==(const rank&, const rank&) = default;
};

/// @brief Place of a rank in its scheme; 0 is the highest.
using rank_index = std::size_t;

/// @brief An ordered list of ranks, highest first. An immutable value.
///
/// Names are found without regard to case, blanks, full stops, slashes, hyphens and a leading
/// "eselon", "echelon" or "grade": files spell one echelon in ten ways.
class rank_scheme {
 public:
  rank_scheme() = default;

  /// @param name   Name by which files and policies refer to the scheme.
  /// @param title  What people call it.
  /// @param ranks  Highest first.
  /// @throws rule_error if two ranks share a name or an alias.
  rank_scheme(std::string name, std::string title, std::vector<rank> ranks);

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] const std::string& title() const noexcept { return title_; }
  [[nodiscard]] const std::vector<rank>& ranks() const noexcept { return ranks_; }
  [[nodiscard]] const rank& operator[](rank_index i) const { return ranks_[i]; }

  /// @brief The rank of that name or alias; absent if the scheme has none.
  [[nodiscard]] std::optional<rank_index> find(std::string_view text) const;

  /// @brief Whether rank @p i is called @p text or belongs to the group @p text.
  [[nodiscard]] bool matches(rank_index i, std::string_view text) const;

  friend bool operator==(const rank_scheme& a, const rank_scheme& b) {
    return a.name_ == b.name_ && a.title_ == b.title_ && a.ranks_ == b.ranks_;
  }

 private:
  void enter(const std::string& spelling, rank_index i);

  std::string name_;
  std::string title_;
  std::vector<rank> ranks_;
  std::unordered_map<std::string, rank_index> by_name_;
};

}  // namespace pangkas
