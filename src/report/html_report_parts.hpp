// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The parts of a report's JSON, one source file a subject. src/report/page/data.ts says
/// what each key means.
#pragma once

#include "io/json_values.hpp"
#include "packed_column.hpp"

#include <pangkas/decisions/decision_path.hpp>
#include <pangkas/decisions/length_histogram.hpp>
#include <pangkas/decisions/matter_follower.hpp>
#include <pangkas/decisions/path_length.hpp>
#include <pangkas/report/html_report.hpp>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief Which positions are shown one by one, and under which number: a *post*.
///
/// Where not all can be, the largest subtrees come first: those positions with the most positions at
/// and below them before, of as many the first ones in the order of the positions. So nobody is shown
/// without the superior.
class shown_posts {
 public:
  /// @param content  What is reported.
  /// @param most     So many are shown, and what is needed beside them.
  /// @param needed   Positions before that are shown in any case. All above them is, on both sides.
  shown_posts(const report_content& content, std::size_t most,
              const std::vector<position_id>& needed);

  /// @brief The positions before, by post; a superior has a lower number before, and after unless a
  /// scenario by hand moved it.
  [[nodiscard]] const std::vector<position_id>& positions() const noexcept { return positions_; }
  /// @brief The post of a position before; absent if it is not shown.
  [[nodiscard]] std::optional<std::uint32_t> post(position_id before) const {
    return post_[before];
  }
  [[nodiscard]] bool all() const noexcept { return positions_.size() == post_.size(); }
  /// @brief Who has so many positions at and below it, or more, is shown; absent if all are.
  [[nodiscard]] std::optional<std::size_t> smallest_subtree() const noexcept { return smallest_; }

 private:
  std::vector<position_id> positions_;
  std::vector<std::optional<std::uint32_t>> post_;
  std::optional<std::size_t> smallest_;
};

/// @brief What a report tells, twice: figures are taken from one, and every text from the other.
/// Both are the same unless the report is redacted; positions, rows and places are always the same.
struct report_view {
  const report_content& real;
  const report_content& named;
  const report_limits& limits;
  const shown_posts& shown;

  [[nodiscard]] std::optional<std::uint32_t> post_of_row(row_index row) const {
    return shown.post(real.before.position_at(row));
  }
  /// @brief The post with a code as the report writes it.
  [[nodiscard]] std::optional<std::uint32_t> post_of_code(std::string_view code) const {
    const auto found = code.empty() ? std::nullopt : named.before.find(code);
    return found ? shown.post(*found) : std::nullopt;
  }
  /// @brief A count of positions that have something in common; null if it is withheld.
  [[nodiscard]] nlohmann::ordered_json group(std::size_t count) const {
    if (real.is_redacted && count > 0 && count < smallest_group) return nullptr;
    return count;
  }
  static constexpr std::size_t smallest_group = 3;
};

/// @brief The decision paths of both sides, followed once.
class path_study {
 public:
  path_study(const report_content& content, const report_limits& limits);

  /// @brief Positions before that stand on a listed path of either side.
  [[nodiscard]] std::vector<position_id> on_listed_paths() const;
  [[nodiscard]] std::size_t listed() const noexcept { return walks_.size(); }
  [[nodiscard]] std::size_t total() const noexcept { return total_; }
  /// @brief The most steps, if more paths would be listed without that limit.
  [[nodiscard]] std::optional<std::size_t> most_steps() const {
    return steps_are_many_ ? std::optional(limits_.steps) : std::nullopt;
  }

  [[nodiscard]] nlohmann::ordered_json json(const report_view& view) const;

  /// @brief What an originator raises a year that somebody decides on each side, and the hand-offs,
  /// role steps included, that it takes.
  struct raised {
    double volume = 0;
    double hand_offs_before = 0;
    double hand_offs_after = 0;
  };
  [[nodiscard]] const std::vector<raised>& by_originator() const noexcept { return raised_; }

 private:
  struct lengths {
    length_histogram command;
    length_histogram with_roles;
    length_histogram with_coordination;
    std::size_t undecidable = 0;
    double undecidable_volume = 0;

    void add(const path_length& length, double weight);
    void add(const lengths& other, double volume);
  };
  struct matter_lengths {
    double volume = 0;
    std::size_t originators = 0;
    std::size_t newly_undecidable = 0;
    lengths before;
    lengths after;
    lengths compared_before;
    lengths compared_after;

    void add(const matter_lengths& other, double volume);
  };
  struct undecidable {
    std::size_t matter = 0;
    position_id originator = no_position;  ///< before
    undecidable_reason reason = undecidable_reason::no_authority;
  };
  struct undecidables {
    std::size_t total = 0;
    std::array<std::size_t, undecidable_names.size()> by_reason{};
    std::size_t newly_total = 0;
    std::vector<undecidable> newly;
    std::vector<undecidable> others;

    void add(const undecidable& found, bool is_new);
  };
  struct walk {
    std::size_t matter = 0;
    position_id originator = no_position;  ///< before
    followed_path before;
    followed_path after;
  };
  struct both_lengths {
    position_id originator = no_position;
    std::optional<path_length> was;
    std::optional<path_length> is;
  };
  struct both_sides {
    matter_follower& before;
    matter_follower* after;  ///< null: there is none
  };
  /// A path that may be listed where not all are; the lowest rank first.
  struct candidate {
    std::size_t rank = 0;
    std::size_t matter = 0;
    position_id originator = no_position;  ///< before
    std::size_t steps = 0;
  };
  [[nodiscard]] position_id now(position_id before) const;
  /// The lengths of a matter, to which both sides are turned.
  [[nodiscard]] std::vector<both_lengths> turn_to(std::size_t place, both_sides& sides) const;
  void study_matter(std::size_t place, both_sides& sides);
  /// Lists a path of the matter that is turned to, unless that is too many steps.
  bool list(std::size_t place, position_id originator, both_sides& sides);
  void list_some(both_sides& sides);
  /// The longest paths of a matter on each side, and a spread of the others.
  void choose(std::size_t place, const std::vector<both_lengths>& found,
              std::vector<candidate>& all) const;

  static nlohmann::ordered_json json(const lengths& found);
  nlohmann::ordered_json json(const report_view& view, const matter_lengths& found,
                              const matter* asked, const path_change* change) const;
  nlohmann::ordered_json json(const report_view& view, const undecidables& found,
                              bool is_after) const;
  nlohmann::ordered_json walks_json(const report_view& view) const;

  const report_content& content_;
  const report_limits& limits_;
  std::size_t total_ = 0;
  std::vector<matter_lengths> matters_;
  matter_lengths all_;
  undecidables undecidable_before_;
  undecidables undecidable_after_;
  std::vector<raised> raised_;  ///< by position before
  std::vector<walk> walks_;
  std::size_t steps_ = 0;  ///< of walks_
  bool lists_all_;
  bool steps_are_many_ = false;
};

/// @brief The widest ten positions before and after, as positions before; the widest first.
struct widest_spans {
  std::vector<position_id> before;
  std::vector<position_id> after;
};
[[nodiscard]] widest_spans find_widest(const report_content& content);

/// @brief The ranks of both sides under one numbering.
class rank_list {
 public:
  explicit rank_list(const report_view& view);
  /// @brief Place of the rank of a position; absent if it has none.
  [[nodiscard]] std::optional<std::uint32_t> of(const organisation& named, position_id p) const;
  [[nodiscard]] nlohmann::ordered_json json() const { return ranks_; }

 private:
  std::vector<std::optional<std::uint32_t>> of_scheme_;
  std::vector<std::pair<std::string, std::uint32_t>> others_;  ///< by name
  nlohmann::ordered_json ranks_;
};

[[nodiscard]] nlohmann::ordered_json posts_json(const report_view& view);
/// @brief The positions that are not shown one by one, to be searched; null where all are.
[[nodiscard]] nlohmann::ordered_json undrawn_json(const report_view& view);
[[nodiscard]] nlohmann::ordered_json sides_json(const report_view& view, const rank_list& ranks);
[[nodiscard]] nlohmann::ordered_json spans_json(const report_view& view,
                                                const widest_spans& widest);
[[nodiscard]] nlohmann::ordered_json change_json(const report_view& view);
/// @brief Every unit on both sides; of many the largest.
[[nodiscard]] nlohmann::ordered_json units_json(const report_view& view, const path_study& paths);
/// @brief The posts with the most work of decisions, a seat, on either side; null where no matter
/// says how long its steps take.
[[nodiscard]] nlohmann::ordered_json load_json(const report_view& view);
[[nodiscard]] nlohmann::ordered_json flows_json(const report_view& view, const rank_list& ranks);
[[nodiscard]] nlohmann::ordered_json ledger_json(const report_view& view);
/// @brief An authority as the report writes it.
[[nodiscard]] nlohmann::ordered_json authority_json(const report_view& view, const authority& a);
/// @brief A change of an authority as the report writes it.
[[nodiscard]] nlohmann::ordered_json authority_change_json(const report_view& view,
                                                           const authority_changed& changed);
[[nodiscard]] nlohmann::ordered_json findings_json(const report_view& view,
                                                   const std::vector<finding>& findings);
[[nodiscard]] nlohmann::ordered_json frontier_json(const report_frontier& frontier);

/// @brief The first row that only the side after has; as many as there are before if none.
[[nodiscard]] row_index first_added(const report_content& content);
/// @brief The content with the rows that a scenario adds on both sides: before, they stand outside the
/// organisation. Absent if both sides have the same rows.
/// @throws structure_error if the organisation after has other rows.
[[nodiscard]] std::optional<report_content> with_added_rows(const report_content& content);

/// @brief What became of each position: place in OUTCOMES of data.ts, by position before.
enum class outcome : std::uint8_t {
  unchanged,
  converted,
  kept_exempt,
  kept_top,
  abolished,
  merged,
  added,
  split_off,
  re_ranked
};
[[nodiscard]] std::vector<outcome> outcomes_of(const report_content& content);

/// @brief The same content under names that tell nothing.
[[nodiscard]] report_content redacted(const report_content& content);

}  // namespace pangkas::detail
