// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The ledger: one entry for each change, with the rule, its legal source and the reason.
#pragma once

#include <pangkas/core/authority.hpp>
#include <pangkas/core/matter.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/core/position_columns.hpp>
#include <pangkas/simplify/policy.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief What happened to a position or, by turned_digital, to a matter.
enum class change_kind : std::uint8_t {
  kept_exempt,          ///< selected, but an exemption keeps it: nothing changed
  converted,            ///< became another post, in place
  re_attached,          ///< reports to another superior
  role_added,           ///< has a role over a former subordinate
  authority_orphaned,   ///< its attributed authority is held by nobody
  authority_moved,      ///< its attributed authority is held by another position
  authority_re_issued,  ///< its delegated authority must be issued anew
  authority_returned,   ///< its mandate is back with the giver
  authority_lapsed,     ///< it acted for a post that was converted: nobody acts for it any more
  turned_digital,       ///< a matter travels digitally
  added,                ///< a post that was not there before
  split_off,            ///< the same, out of another post
  abolished,            ///< the post ended; its row stays, and says who took over
  merged,               ///< the same, and its team and work joined those of another post
  changed,              ///< an attribute is another
  line_added,           ///< a line of any type to a position below
  line_removed,         ///< such a line is gone
  authority_given,      ///< holds an authority that nobody held before
  authority_amended,    ///< its authority has another extent
  authority_withdrawn,  ///< its authority is held by nobody, as a step of a scenario says
  team_merged           ///< its team joined that of another head, to whom it reports
};

namespace detail {
inline constexpr std::array<std::string_view, 21> change_kind_names{"kept-exempt",
                                                                    "converted",
                                                                    "re-attached",
                                                                    "role-added",
                                                                    "authority-orphaned",
                                                                    "authority-moved",
                                                                    "authority-re-issued",
                                                                    "authority-returned",
                                                                    "authority-lapsed",
                                                                    "turned-digital",
                                                                    "added",
                                                                    "split-off",
                                                                    "abolished",
                                                                    "merged",
                                                                    "changed",
                                                                    "line-added",
                                                                    "line-removed",
                                                                    "authority-given",
                                                                    "authority-amended",
                                                                    "authority-withdrawn",
                                                                    "team-merged"};
}

/// @brief The name of a change in files, e.g. "re-attached".
constexpr std::string_view to_string(change_kind change) {
  return detail::change_kind_names[static_cast<std::size_t>(change)];
}
/// @brief Reads what to_string(change_kind) writes.
constexpr std::optional<change_kind> parse_change_kind(std::string_view text) {
  return detail::parse_enum<change_kind>(detail::change_kind_names, text);
}

/// @brief A post that was selected, but an exemption keeps it.
struct post_kept {
  static constexpr auto change = change_kind::kept_exempt;
  row_index row = 0;        ///< of the position, before and after; so in all that follow
  std::uint32_t state = 0;  ///< place in ledger::states

  friend bool operator==(const post_kept&, const post_kept&) = default;
};

/// @brief A post that became another, in place.
struct post_converted {
  static constexpr auto change = change_kind::converted;
  row_index row = 0;
  std::uint32_t was = 0;  ///< place in ledger::states
  std::uint32_t is = 0;   ///< place in ledger::states

  friend bool operator==(const post_converted&, const post_converted&) = default;
};

/// @brief A position that reports to another superior.
struct re_attached {
  static constexpr auto change = change_kind::re_attached;
  row_index row = 0;
  row_index was = 0;  ///< row of the superior; no_row: nobody, as in what it is now
  row_index is = 0;

  friend bool operator==(const re_attached&, const re_attached&) = default;
};

/// @brief A head whose team joined that of another head under the same superior. Its members are
/// re_attached, and the post itself is converted.
struct team_merged {
  static constexpr auto change = change_kind::team_merged;
  row_index row = 0;
  row_index was = 0;  ///< row of the superior
  row_index is = 0;   ///< row of the head of the joined team, its superior now

  friend bool operator==(const team_merged&, const team_merged&) = default;
};

/// @brief A converted post that has a role over a former subordinate.
struct role_added {
  static constexpr auto change = change_kind::role_added;
  row_index row = 0;
  std::uint32_t line = 0;  ///< place in ledger::lines

  friend bool operator==(const role_added&, const role_added&) = default;
};

/// @brief A holder of an authority of which something became.
struct authority_changed {
  row_index row = 0;
  std::uint32_t authority = 0;                           ///< place in ledger::authorities
  change_kind change = change_kind::authority_orphaned;  ///< one of those about an authority

  friend bool operator==(const authority_changed&, const authority_changed&) = default;
};

/// @brief A matter that travels digitally; no position changed.
struct turned_digital {
  static constexpr auto change = change_kind::turned_digital;
  std::uint32_t matter = 0;  ///< place in ledger::matters

  friend bool operator==(const turned_digital&, const turned_digital&) = default;
};

/// @brief A post that was not there before. Undoing takes its row away.
struct post_added {
  static constexpr auto change = change_kind::added;
  row_index row = 0;
  std::uint32_t state = 0;  ///< place in ledger::states

  friend bool operator==(const post_added&, const post_added&) = default;
};

/// @brief A post that was not there before, out of another.
struct post_split_off {
  static constexpr auto change = change_kind::split_off;
  row_index row = 0;
  std::uint32_t state = 0;  ///< place in ledger::states
  row_index from = 0;

  friend bool operator==(const post_split_off&, const post_split_off&) = default;
};

/// @brief A post that ended. Its row stays, outside the organisation: it has external_flag and
/// abolished_flag, and no superior. What it had is told by entries of their own.
struct post_abolished {
  static constexpr auto change = change_kind::abolished;
  row_index row = 0;
  row_index was = 0;   ///< row of its superior; no_row: it had none
  row_index into = 0;  ///< row of the post that took its tasks and duties over

  friend bool operator==(const post_abolished&, const post_abolished&) = default;
};

/// @brief A post that ended since its unit or team is one with that of another.
struct post_merged {
  static constexpr auto change = change_kind::merged;
  row_index row = 0;
  row_index was = 0;   ///< row of its superior; no_row: it had none
  row_index into = 0;  ///< row of the post that it became one with

  friend bool operator==(const post_merged&, const post_merged&) = default;
};

/// @brief A position of which an attribute is another.
struct attribute_changed {
  static constexpr auto change = change_kind::changed;
  row_index row = 0;
  std::uint32_t value = 0;  ///< place in ledger::values

  friend bool operator==(const attribute_changed&, const attribute_changed&) = default;
};

/// @brief The upper end of a line that came or went.
struct line_changed {
  row_index row = 0;
  std::uint32_t line = 0;  ///< place in ledger::whole_lines
  change_kind change = change_kind::line_added;

  friend bool operator==(const line_changed&, const line_changed&) = default;
};

/// @brief One change: 20 bytes, since a national service has millions. in_words() spells it out.
struct ledger_entry {
  std::uint32_t rule = 0;  ///< place in ledger::rules
  std::variant<post_kept, post_converted, re_attached, role_added, authority_changed,
               turned_digital, post_added, post_split_off, post_abolished, post_merged,
               attribute_changed, line_changed, team_merged>
      what{};

  /// @brief The row of the position; absent where a matter changed.
  [[nodiscard]] std::optional<row_index> row() const {
    return std::visit(
        [](const auto& of) -> std::optional<row_index> {
          if constexpr (requires { of.row; }) return of.row;
          return std::nullopt;
        },
        what);
  }
  [[nodiscard]] change_kind change() const {
    return std::visit([](const auto& of) { return of.change; }, what);
  }

  friend bool operator==(const ledger_entry&, const ledger_entry&) = default;
};
static_assert(sizeof(ledger_entry) == 20);

/// @brief What a post is: that which a conversion may change.
struct position_state {
  std::optional<position_kind> declared_kind{};  ///< in the position's own column
  std::optional<position_kind> kind{};           ///< declared, else the one of the rank
  std::string rank{};
  std::string position_class{};

  friend bool operator==(const position_state&, const position_state&) = default;
};

/// @brief What of a position a single change may make another; kind, rank and class are a
/// position_state.
enum class position_attribute : std::uint8_t {
  title,
  unit,
  seats,
  filled,
  cost,
  holders,
  legal_source,
  unknown_superior  ///< the code of a superior that is not in the organisation
};

namespace detail {
inline constexpr std::array<std::string_view, 8> position_attribute_names{
    "title", "unit", "seats", "filled", "cost", "holders", "legal_source", "unknown_superior"};
}

/// @brief The name of an attribute in files, e.g. "legal_source".
constexpr std::string_view to_string(position_attribute attribute) {
  return detail::position_attribute_names[static_cast<std::size_t>(attribute)];
}
/// @brief Reads what to_string(position_attribute) writes.
constexpr std::optional<position_attribute> parse_position_attribute(std::string_view text) {
  return detail::parse_enum<position_attribute>(detail::position_attribute_names, text);
}

/// @brief An attribute that is another. Numbers are as shortly written as reads back.
struct attribute_change {
  position_attribute attribute = position_attribute::title;
  std::string was{};  ///< empty: absent
  std::string is{};   ///< empty: absent

  friend bool operator==(const attribute_change&, const attribute_change&) = default;
};

/// @brief A line of any type but command, in full.
struct whole_line {
  row_index superior = 0;
  row_index subordinate = 0;
  line_type type = line_type::functional;
  std::string matter{};  ///< empty: for all
  std::string role{};
  std::string from{};
  std::string until{};
  std::string legal_source{};

  friend bool operator==(const whole_line&, const whole_line&) = default;
};

/// @brief A rule as the ledger repeats it; where a policy repeats, once for each round, with the round
/// in the reason.
struct ledger_rule {
  /// Of the policy: "exempt", "convert", "reports", "authority", "roles", "digital". Of a scenario:
  /// what the step does, as "move".
  std::string section{};
  std::string id{};
  std::string reason{};
  std::string source{};

  friend bool operator==(const ledger_rule&, const ledger_rule&) = default;
};

/// @brief An assignment line that was added: the converted post above a former subordinate.
struct role_line {
  row_index superior = 0;
  row_index subordinate = 0;
  std::uint32_t role = 0;  ///< place in ledger::role_names

  friend bool operator==(const role_line&, const role_line&) = default;
};

/// @brief What became of an authority.
struct authority_change {
  /// In the list of authorities before the stage. One that is given stands behind the others, and
  /// its place is the length of that list.
  std::size_t place = 0;
  authority was{};                ///< one without a matter: nobody held it
  std::optional<authority> is{};  ///< absent: it is off the list

  friend bool operator==(const authority_change&, const authority_change&) = default;
};

/// @brief How a matter is handled: that which turning it digital may change.
struct matter_handling {
  matter_channel channel = matter_channel::paper;
  std::vector<std::string> clerical_steps{};
  std::optional<double> work_minutes{};   ///< of one step
  std::optional<double> waiting_hours{};  ///< before one step

  friend bool operator==(const matter_handling&, const matter_handling&) = default;
};

/// @brief How a matter is handled.
[[nodiscard]] matter_handling handling_of(const matter& m);
/// @brief Handles a matter in another way.
void set_handling(matter& m, matter_handling handling);

/// @brief A matter that is handled in another way.
struct matter_change {
  std::size_t place = 0;  ///< in the list of matters, which keeps its order
  std::string code{};
  matter_handling was{};
  matter_handling is{};

  friend bool operator==(const matter_change&, const matter_change&) = default;
};

/// @brief Every change of one simplification, or of the steps of a scenario. It stands on its own: it holds the codes and the
/// words of the rules, and undo() needs nothing else to give the first organisation back.
struct ledger {
  std::string policy{};  ///< name
  std::shared_ptr<const code_column> codes = std::make_shared<code_column>();
  /// By row, what establishes a position: what must be amended where it changes.
  std::shared_ptr<const rare_text_column> legal_sources = std::make_shared<rare_text_column>();
  std::vector<ledger_entry> entries{};
  std::vector<ledger_rule> rules{};
  std::vector<position_state> states{};
  std::vector<role_line> lines{};
  std::vector<std::string> role_names{};
  std::vector<std::string> new_line_names{};    ///< those of role_names that no line had before
  std::vector<authority_change> authorities{};  ///< by stage, then by place
  std::vector<matter_change> matters{};         ///< by stage, then by place
  std::vector<attribute_change> values{};
  std::vector<whole_line> whole_lines{};
  /// Of a scenario: where among the entries each stage of it ends; a step is one or more. None: all is
  /// one stage.
  std::vector<std::size_t> stages{};

  /// @brief The code of a row.
  [[nodiscard]] std::string_view code(row_index row) const { return codes->texts[row]; }
  /// @brief The code of the position that an entry is about; absent where a matter changed.
  [[nodiscard]] std::optional<std::string_view> code(const ledger_entry& entry) const {
    const auto row = entry.row();
    return row ? std::optional(code(*row)) : std::nullopt;
  }
};

/// @brief What establishes posts that were converted, abolished or merged, and must be amended for
/// it.
struct law_to_amend {
  std::string legal_source{};
  std::size_t posts = 0;  ///< of these posts, those that it establishes

  friend bool operator==(const law_to_amend&, const law_to_amend&) = default;
};

/// @brief Each legal source of such a post, that of the first change first.
/// @complexity O(entries) expected.
[[nodiscard]] std::vector<law_to_amend> laws_to_amend(const ledger& changes);

/// @brief A ledger entry in words.
struct change_in_words {
  std::string position{};  ///< code; empty where a matter changed, which was and is name
  std::string change{};    ///< e.g. "re-attached"
  std::string was{};
  std::string is{};
  std::string rule{};
  std::string source{};
  std::string reason{};
  std::string established_by{};  ///< legal source of the position; empty: not told

  friend bool operator==(const change_in_words&, const change_in_words&) = default;
};

/// @brief Spells out an entry of @p changes.
[[nodiscard]] change_in_words in_words(const ledger& changes, const ledger_entry& entry);

}  // namespace pangkas
