// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Tells which positions of an organisation meet a condition.
#pragma once

#include <pangkas/core/condition.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief The flag of a post that a scenario has ended, beside external_flag. Its row stays, so that
/// nothing is lost, but it meets no condition that does not ask for the flag.
inline constexpr std::string_view abolished_flag = "abolished";

/// @brief What positions decide and pass, by position: matters a year. Who asks for it in a condition
/// hands it in, since following decisions knows more than this room.
struct decided_figures {
  by_position<double> decides{};
  by_position<double> passes{};
};

/// @brief Tells which positions of one organisation meet a condition.
///
/// Texts are compared once for each entry of a dictionary, not once for each position, so that a
/// national service costs little more than its distinct ranks, units and titles.
class condition_matcher {
 public:
  /// @param org   The organisation; it must outlive the matcher.
  /// @param when  The condition.
  /// @param figures  What positions decide and pass, where the condition asks for it.
  /// @throws structure_error if it asks for that, and it is not given.
  condition_matcher(const organisation& org, const condition& when,
                    const decided_figures* figures = nullptr);

  /// @brief Whether position @p p meets the condition.
  [[nodiscard]] bool operator()(position_id p) const { return meets(org_->row(p), p); }

  /// @brief Whether a position with that entry of the ranks may meet it.
  [[nodiscard]] bool may_have_rank(std::uint32_t entry) const {
    return ranks_.empty() || ranks_[entry] != 0;
  }

  /// @brief Whether rank, unit, title and flags meet it: a part of meets() that needs no position,
  /// by which most rows are ruled out.
  [[nodiscard]] bool texts_meet(row_index row) const;

  /// @brief The same as operator() for a caller that goes through the rows.
  [[nodiscard]] bool meets(row_index row, position_id p) const;

 private:
  /// Runs of positions, first and end of each; ascending and apart once they are joined.
  using runs = std::vector<std::pair<position_id, position_id>>;

  /// What is below a position is a run in each layer.
  void add_subtree(position_id top);

  /// Joins what meets or overlaps, so that the runs can be searched: a forest has as many layers as
  /// positions where it is a chain, and of two subtrees one may hold the other.
  static void join(runs& all);
  [[nodiscard]] static bool in_runs(const runs& all, position_id p);

  /// One mark for each entry of a dictionary; never empty, since empty means "not asked".
  template <class Meets>
  static std::vector<std::uint8_t> mark(std::size_t entries, Meets meets) {
    std::vector<std::uint8_t> marks(std::max<std::size_t>(entries, 1), 0);
    for (std::size_t i = 0; i < entries; ++i) marks[i] = meets(i) ? 1 : 0;
    return marks;
  }

  static bool has_part(std::string_view text, const std::vector<std::string>& lowered_parts);

  void prepare_ranks(const condition& when);

  void prepare_texts(const condition& when);

  void prepare_layers(const condition& when);

  void prepare_measures(const condition& when, const decided_figures* figures);

  void prepare_inner(const condition& when, const decided_figures* figures);

  [[nodiscard]] bool is_manager(row_index row, position_id p) const {
    return org_->command().span(p) > 0 || std::ranges::binary_search(in_cycle_, row);
  }

  [[nodiscard]] bool has_kind(position_id p) const;

  const organisation* org_;
  std::vector<position_kind> kinds_;
  std::optional<bool> manager_;
  bool by_layer_;
  bool by_code_;
  bool by_subtree_;
  std::vector<std::uint8_t> ranks_;
  std::vector<std::uint8_t> units_;
  std::vector<std::uint8_t> titles_;
  std::vector<std::uint8_t> flags_;
  runs layers_;
  std::vector<row_index> rows_;
  runs subtrees_;
  std::vector<row_index> in_cycle_;
  std::vector<std::function<bool(row_index, position_id)>> others_;  ///< all must hold
};

}  // namespace pangkas
