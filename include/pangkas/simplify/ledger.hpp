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

/// @brief What happened to a position or, by the last, to a matter.
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
  turned_digital        ///< a matter travels digitally
};

namespace detail {
inline constexpr std::array<std::string_view, 10> change_kind_names{
    "kept-exempt",        "converted",       "re-attached",         "role-added",
    "authority-orphaned", "authority-moved", "authority-re-issued", "authority-returned",
    "authority-lapsed",   "turned-digital"};
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
  row_index was = 0;  ///< row of the superior
  row_index is = 0;   ///< row of the superior

  friend bool operator==(const re_attached&, const re_attached&) = default;
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

/// @brief One change: 20 bytes, since a national service has millions. in_words() spells it out.
struct ledger_entry {
  std::uint32_t rule = 0;  ///< place in ledger::rules
  std::variant<post_kept, post_converted, re_attached, role_added, authority_changed,
               turned_digital>
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

/// @brief A rule as the ledger repeats it.
struct ledger_rule {
  /// Of the policy: "exempt", "convert", "reports", "authority", "roles", "digital".
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
  std::size_t place = 0;  ///< in the list of authorities before
  authority was{};
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

/// @brief Every change of one simplification. It stands on its own: it holds the codes and the
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
  std::vector<authority_change> authorities{};  ///< by place
  std::vector<matter_change> matters{};         ///< by place

  /// @brief The code of a row.
  [[nodiscard]] std::string_view code(row_index row) const { return codes->texts[row]; }
  /// @brief The code of the position that an entry is about; absent where a matter changed.
  [[nodiscard]] std::optional<std::string_view> code(const ledger_entry& entry) const {
    const auto row = entry.row();
    return row ? std::optional(code(*row)) : std::nullopt;
  }
};

/// @brief What establishes posts that were converted, and must be amended for it.
struct law_to_amend {
  std::string legal_source{};
  std::size_t posts = 0;  ///< converted posts that it establishes

  friend bool operator==(const law_to_amend&, const law_to_amend&) = default;
};

/// @brief Each legal source of a converted post, that of the first conversion first.
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
