// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief The ledger: one entry for each change, with the rule, its legal source and the reason.
#pragma once

#include <pangkas/core/authority.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/core/position_table.hpp>
#include <pangkas/transform/policy.hpp>

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pangkas {

/// @brief What happened to a position.
enum class change_kind : std::uint8_t {
  kept_exempt,          ///< selected, but an exemption keeps it: nothing changed
  converted,            ///< became another post, in place
  re_attached,          ///< reports to another superior
  role_added,           ///< has a role over a former subordinate
  authority_orphaned,   ///< its attributed authority is held by nobody
  authority_moved,      ///< its attributed authority is held by another position
  authority_re_issued,  ///< its delegated authority must be issued anew
  authority_returned    ///< its mandate is back with the giver
};

namespace detail {
inline constexpr std::array<std::string_view, 8> change_kind_names{
    "kept-exempt",        "converted",       "re-attached",         "role-added",
    "authority-orphaned", "authority-moved", "authority-re-issued", "authority-returned"};
}

/// @brief The name of a change in files, e.g. "re-attached".
constexpr std::string_view to_string(change_kind change) {
  return detail::change_kind_names[static_cast<std::size_t>(change)];
}
/// @brief Reads what to_string(change_kind) writes.
constexpr std::optional<change_kind> parse_change_kind(std::string_view text) {
  return detail::parse_enum<change_kind>(detail::change_kind_names, text);
}

/// @brief In a ledger_entry: there was nothing, or there is nothing.
inline constexpr std::uint32_t no_entry = 0xffffffffU;

/// @brief One change: 20 bytes, since a national service has millions. What `was` and `is` number
/// depends on the change; in_words() spells them out.
struct ledger_entry {
  row_index row = 0;       ///< of the position; the same before and after
  std::uint32_t rule = 0;  ///< place in ledger::rules
  /// Place in ledger::states (kept_exempt, converted), row of the superior (re_attached), place in
  /// ledger::authorities (authority_…), or no_entry (role_added).
  std::uint32_t was = no_entry;
  /// The same afterwards; place in ledger::lines for role_added.
  std::uint32_t is = no_entry;
  change_kind change = change_kind::converted;

  friend bool operator==(const ledger_entry&, const ledger_entry&) = default;
};
static_assert(sizeof(ledger_entry) == 20);

/// @brief What a post is: that which a conversion may change.
struct position_state {
  std::optional<position_kind> declared_kind;  ///< in the position's own column
  std::optional<position_kind> kind;           ///< declared, else the one of the rank
  std::string rank;
  std::string position_class;

  friend bool operator==(const position_state&, const position_state&) = default;
};

/// @brief A rule as the ledger repeats it.
struct ledger_rule {
  std::string section;  ///< of the policy: "exempt", "convert", "reports", "authority", "roles"
  std::string id;
  std::string reason;
  std::string source;

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
  authority was;
  std::optional<authority> is;  ///< absent: it is off the list

  friend bool operator==(const authority_change&, const authority_change&) = default;
};

/// @brief Every change of one simplification. It stands on its own: it holds the codes and the
/// words of the rules, and undo() needs nothing else to give the first organisation back.
struct ledger {
  std::string policy;  ///< name
  std::shared_ptr<const code_column> codes = std::make_shared<code_column>();
  std::vector<ledger_entry> entries;
  std::vector<ledger_rule> rules;
  std::vector<position_state> states;
  std::vector<role_line> lines;
  std::vector<std::string> role_names;
  std::vector<std::string> new_line_names;    ///< those of role_names that no line had before
  std::vector<authority_change> authorities;  ///< by place

  /// @brief The code of a row.
  [[nodiscard]] std::string_view code(row_index row) const { return codes->texts[row]; }
};

/// @brief A ledger entry in words.
struct change_in_words {
  std::string position;  ///< code
  std::string change;    ///< e.g. "re-attached"
  std::string was;
  std::string is;
  std::string rule;
  std::string source;
  std::string reason;

  friend bool operator==(const change_in_words&, const change_in_words&) = default;
};

namespace detail {

inline std::string number_text(double value) {
  std::array<char, 32> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  return {buffer.data(), end};
}

inline std::string words(const position_state& state) {
  std::string result;
  const auto add = [&](std::string_view part) {
    if (part.empty()) return;
    if (!result.empty()) result += ", ";
    result += part;
  };
  if (state.kind) add(to_string(*state.kind));
  add(state.rank);
  if (!state.position_class.empty()) add("class " + state.position_class);
  return result.empty() ? "no kind, rank or class declared" : result;
}

inline std::string words(const authority& a) {
  std::string result = std::string(to_string(a.source)) + " of \"" + a.matter + "\"";
  if (a.limit) result += " up to " + number_text(*a.limit);
  if (!a.giver.empty()) result += " by " + a.giver;
  if (!a.legal_source.empty()) result += " (" + a.legal_source + ")";
  return result;
}

inline std::string outcome_in_words(change_kind change, const authority_change& a) {
  if (!a.is) return "held by nobody: it is orphaned until the law that names the post is changed";
  const std::string& holder = a.is->position;
  if (change == change_kind::authority_moved) return "held by " + holder;
  if (change == change_kind::authority_returned)
    return holder == a.was.giver ? "back with its giver " + holder
                                 : "with " + holder + ", the nearest kept superior";
  if (holder == a.was.position) return "must be re-issued to the converted official " + holder;
  return "must be re-issued to " + holder;
}

}  // namespace detail

/// @brief Spells out an entry of @p changes.
[[nodiscard]] inline change_in_words in_words(const ledger& changes, const ledger_entry& entry) {
  change_in_words words;
  words.position = changes.code(entry.row);
  words.change = to_string(entry.change);
  const ledger_rule& rule = changes.rules[entry.rule];
  words.rule = rule.id;
  words.source = rule.source;
  words.reason = rule.reason;
  switch (entry.change) {
    case change_kind::kept_exempt:
    case change_kind::converted:
      words.was = detail::words(changes.states[entry.was]);
      words.is = detail::words(changes.states[entry.is]);
      break;
    case change_kind::re_attached:
      words.was = "reports to " + std::string(changes.code(entry.was));
      words.is = "reports to " + std::string(changes.code(entry.is));
      break;
    case change_kind::role_added: {
      const role_line& line = changes.lines[entry.is];
      const std::string subordinate(changes.code(line.subordinate));
      words.was = "superior of " + subordinate;
      words.is = changes.role_names[line.role] + " of " + subordinate;
      break;
    }
    case change_kind::authority_orphaned:
    case change_kind::authority_moved:
    case change_kind::authority_re_issued:
    case change_kind::authority_returned: {
      const authority_change& change = changes.authorities[entry.was];
      words.was = detail::words(change.was);
      words.is = detail::outcome_in_words(entry.change, change);
      break;
    }
  }
  return words;
}

}  // namespace pangkas
