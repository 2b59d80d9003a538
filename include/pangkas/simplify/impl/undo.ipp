// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/simplify/impl/ledger_words.hpp>
#include <pangkas/simplify/impl/single_changes.hpp>
#include <pangkas/simplify/undo.hpp>

#include <pangkas/core/condition_matcher.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/core/position_columns.hpp>
#include <pangkas/error.hpp>
#include <pangkas/simplify/ledger.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief What the organisation has not that the ledger says, at the rows or positions of it.
structure_error foreign_ledger(const std::string& what, std::vector<std::size_t> rows = {}) {
  return structure_error("this ledger does not belong to this organisation: " + what +
                             "; undo takes the organisation that the same run wrote",
                         std::move(rows));
}

/// @brief The column without some rows.
template <class Column>
void take_rows_out(std::shared_ptr<const Column>& column, const std::vector<bool>& gone) {
  const auto kept = std::make_shared<Column>();
  for (std::size_t row = 0; row < column->size(); ++row)
    if (!gone[row]) kept->push_back((*column)[row]);
  column = kept;
}

/// @brief The parts of an organisation from which the changes of a ledger are taken back.
class undoing {
 public:
  undoing(const organisation& after, const ledger& changes)
      : changes_(changes), parts_(after.parts()), columns_(parts_.table) {
    if (changes.codes.get() != parts_.table.codes.get()) find_rows();
  }

  organisation run() {
    std::size_t end = changes_.entries.size();
    authorities_left_ = changes_.authorities.size();
    matters_left_ = changes_.matters.size();
    for (auto stage = changes_.stages.rbegin(); stage != changes_.stages.rend(); ++stage) {
      take_back(std::min(*stage, end), end);
      end = std::min(*stage, end);
    }
    take_back(0, end);
    take_off_line_names();
    take_rows_out();
    tidy(parts_.table.holders);
    tidy(parts_.table.legal_sources);
    return organisation(std::move(parts_));
  }

 private:
  [[noreturn]] void refuse(row_index ledger_row, const std::string& what) const {
    throw foreign_ledger(in_quotes(changes_.code(ledger_row)) + " " + what, {ledger_row});
  }

  // The organisation may have been read from a file of its own: then rows are found by code.
  void find_rows() {
    const code_column& codes = *parts_.table.codes;
    rows_.reserve(changes_.codes->texts.size());
    for (row_index row = 0; row < changes_.codes->texts.size(); ++row) {
      const auto found = codes.index.find(codes.texts, changes_.code(row));
      rows_.push_back(found.value_or(no_row));
    }
  }

  [[nodiscard]] row_index row_of(row_index ledger_row) const {
    if (rows_.empty() || ledger_row == no_row) return ledger_row;
    if (rows_[ledger_row] == no_row) refuse(ledger_row, "is not in the organisation");
    return rows_[ledger_row];
  }

  /// The entries of one stage.
  void take_back(std::size_t begin, std::size_t end) {
    std::size_t authorities = 0;
    std::size_t matters = 0;
    std::vector<row_line> came;
    std::vector<row_line> went;
    for (std::size_t i = end; i-- > begin;) {
      const ledger_entry& entry = changes_.entries[i];
      if (const auto* report = std::get_if<re_attached>(&entry.what)) detach(*report);
      if (const auto* team = std::get_if<team_merged>(&entry.what)) detach(*team);
      if (const auto* post = std::get_if<post_converted>(&entry.what)) convert_back(*post);
      if (const auto* post = std::get_if<post_abolished>(&entry.what))
        bring_back(post->row, post->was);
      if (const auto* post = std::get_if<post_merged>(&entry.what))
        bring_back(post->row, post->was);
      if (const auto* value = std::get_if<attribute_changed>(&entry.what)) put_back(*value);
      if (std::holds_alternative<authority_changed>(entry.what)) ++authorities;
      if (std::holds_alternative<turned_digital>(entry.what)) ++matters;
    }
    // Behind the posts, which tell more plainly whose ledger it is not.
    for (std::size_t i = end; i-- > begin;) {
      const ledger_entry& entry = changes_.entries[i];
      if (const auto* role = std::get_if<role_added>(&entry.what))
        came.push_back(line_of(changes_.lines[role->line]));
      if (const auto* line = std::get_if<line_changed>(&entry.what)) {
        const bool is_new = line->change == change_kind::line_added;
        (is_new ? came : went).push_back(line_of(changes_.whole_lines[line->line], is_new));
      }
    }
    take_off_lines(came, went);
    put_back_authorities(authorities);
    put_back_matters(matters);
  }

  void detach(const auto& report) {
    row_index& superior = parts_.superiors[row_of(report.row)];
    if (superior != row_of(report.is))
      refuse(report.row, report.is == no_row
                             ? "reports to somebody"
                             : "does not report to " + in_quotes(changes_.code(report.is)));
    superior = row_of(report.was);
  }

  void convert_back(const post_converted& post) {
    const row_index row = row_of(post.row);
    const position_state& was = changes_.states[post.was];
    const position_state& is = changes_.states[post.is];
    const position_table& table = parts_.table;
    if ((*table.kinds)[row] != is.declared_kind || (*table.ranks)[row] != is.rank ||
        (*table.classes)[row] != is.position_class)
      refuse(post.row, "is not the post that it was converted to (" + words(is) + ")");
    if (was.declared_kind != is.declared_kind) columns_.kinds.write().set(row, was.declared_kind);
    if (was.rank != is.rank) columns_.ranks.write().set(row, was.rank);
    if (was.position_class != is.position_class)
      columns_.classes.write().set(row, was.position_class);
  }

  void bring_back(row_index ledger_row, row_index superior) {
    const row_index row = row_of(ledger_row);
    std::vector<std::string> flags = (*parts_.table.flags)[row];
    if (flags.size() < 2 || flags.back() != abolished_flag || flags.end()[-2] != external_flag)
      refuse(ledger_row, "is not a post that ended");
    flags.resize(flags.size() - 2);
    columns_.flags.write().set(row, flags);
    set_unresolved(parts_, row, {});
    parts_.superiors[row] = row_of(superior);
  }

  void put_back(const attribute_changed& changed) {
    const row_index row = row_of(changed.row);
    const attribute_change& change = changes_.values[changed.value];
    if (attribute_of(parts_, change.attribute, row) != change.is)
      refuse(changed.row, "does not have the " + words(change.attribute, change.is));
    set_attribute(parts_, columns_, change.attribute, row, change.was);
  }

  /// The place of a name; one that no line has any more is put in again for a line that went.
  [[nodiscard]] std::uint32_t name_of(std::string_view name, bool came) {
    auto found = std::ranges::find(parts_.line_names, name);
    if (found == parts_.line_names.end()) {
      if (came)
        throw foreign_ledger("no line has the role " + in_quotes(name) + ", which was added");
      found = parts_.line_names.insert(found, std::string(name));
    }
    return static_cast<std::uint32_t>(found - parts_.line_names.begin());
  }
  [[nodiscard]] row_line line_of(const role_line& l) {
    return {row_of(l.superior), row_of(l.subordinate), line_type::assignment, 0,
            name_of(changes_.role_names[l.role], true)};
  }
  [[nodiscard]] row_line line_of(const whole_line& l, bool came) {
    const auto name = [&](const std::string& text) { return name_of(text, came); };
    return {row_of(l.superior), row_of(l.subordinate), l.type,        name(l.matter),
            name(l.role),       name(l.from),          name(l.until), name(l.legal_source)};
  }

  /// Takes lines off that @p came, and puts those back that @p went.
  void take_off_lines(std::vector<row_line>& came, std::vector<row_line>& went) {
    if (came.empty() && went.empty()) return;
    // All in one order, whichever that of the parts is: organisation puts its own in.
    const auto order = [this](const row_line& a, const row_line& b) {
      const auto key = [this](const row_line& l) {
        const auto& names = parts_.line_names;
        return std::tie(l.superior, l.subordinate, l.type, names[l.matter], names[l.role],
                        names[l.from], names[l.until], names[l.legal_source]);
      };
      return key(a) < key(b);
    };
    std::ranges::sort(came, order);
    std::ranges::sort(went, order);
    const auto without = [&](const std::vector<row_line>& all, const std::vector<row_line>& other) {
      std::vector<row_line> left;
      std::ranges::set_difference(all, other, std::back_inserter(left), order);
      return left;
    };
    // What came and went again in one stage is as it was.
    std::vector<row_line> only_came = without(came, went);
    went = without(went, came);
    came = std::move(only_came);
    std::vector<row_line>& lines = parts_.lines;
    if (!std::ranges::is_sorted(lines, order)) std::ranges::sort(lines, order);
    std::vector<row_line> kept;
    kept.reserve(lines.size() + went.size());
    auto next = came.begin();
    for (const row_line& l : lines) {
      if (next != came.end() && *next == l)
        ++next;
      else
        kept.push_back(l);
    }
    if (next != came.end())
      throw foreign_ledger(in_quotes(parts_.table.codes->texts[next->superior]) +
                               (next->type == line_type::assignment ? " has not the role over "
                                                                    : " has not the line to ") +
                               in_quotes(parts_.table.codes->texts[next->subordinate]) +
                               " that was added",
                           {next->superior, next->subordinate});
    kept.insert(kept.end(), went.begin(), went.end());
    if (!went.empty()) std::ranges::sort(kept, order);
    lines = std::move(kept);
  }

  void take_off_line_names() {
    if (changes_.new_line_names.empty()) return;
    std::vector<std::uint32_t> renumbered(parts_.line_names.size(), 0);
    std::vector<std::string> kept;
    for (std::size_t i = 0; i < parts_.line_names.size(); ++i) {
      const auto& added = changes_.new_line_names;
      if (i > 0 && std::ranges::find(added, parts_.line_names[i]) != added.end()) continue;
      renumbered[i] = static_cast<std::uint32_t>(kept.size());
      kept.push_back(std::move(parts_.line_names[i]));
    }
    parts_.line_names = std::move(kept);
    for (row_line& l : parts_.lines)
      for (std::uint32_t* name : {&l.matter, &l.role, &l.from, &l.until, &l.legal_source})
        *name = renumbered[*name];
  }

  /// Puts the last @p count of the authorities that are not put back yet to their places.
  void put_back_authorities(std::size_t count) {
    if (count == 0) return;
    if (count > authorities_left_)
      throw foreign_ledger("it tells of fewer authorities than changes");
    const std::span changes =
        std::span(changes_.authorities).subspan(authorities_left_ -= count, count);
    std::vector<authority> before;
    before.reserve(parts_.authorities.size() + count);
    auto next = parts_.authorities.begin();
    const auto put_back = [&](const authority_change& change) {
      if (change.is) {
        if (next == parts_.authorities.end() || *next != *change.is)
          throw foreign_ledger("the " + words(*change.is) + " that " +
                               in_quotes(change.is->position) +
                               " should hold is not where it was put");
        ++next;
      }
      if (!change.was.matter.empty()) before.push_back(change.was);
    };
    for (const authority_change& change : changes) {
      while (before.size() < change.place && next != parts_.authorities.end())
        before.push_back(std::move(*next++));
      put_back(change);
    }
    while (next != parts_.authorities.end()) before.push_back(std::move(*next++));
    parts_.authorities = std::move(before);
  }

  void put_back_matters(std::size_t count) {
    if (count > matters_left_) throw foreign_ledger("it tells of fewer matters than changes");
    matters_left_ -= count;
    for (const matter_change& change : std::span(changes_.matters).subspan(matters_left_, count)) {
      const bool is_there =
          change.place < parts_.matters.size() && parts_.matters[change.place].code == change.code;
      if (!is_there || handling_of(parts_.matters[change.place]) != change.is)
        throw foreign_ledger(
            "the matter " + in_quotes(change.code) + " " +
            (is_there ? "is not handled as it was left (" + words(change.code, change.is) + ")"
                      : "is not where it was"));
      set_handling(parts_.matters[change.place], change.was);
    }
  }

  /// Takes the rows of added posts out; nothing names them any more.
  void take_rows_out() {
    std::vector<bool> gone;
    for (const ledger_entry& entry : changes_.entries) {
      if (!std::holds_alternative<post_added>(entry.what) &&
          !std::holds_alternative<post_split_off>(entry.what))
        continue;
      gone.resize(parts_.superiors.size(), false);
      gone[row_of(*entry.row())] = true;
    }
    if (gone.empty()) return;
    std::vector<row_index> now(gone.size(), no_row);
    row_index kept = 0;
    for (row_index row = 0; row < gone.size(); ++row)
      if (!gone[row]) now[row] = kept++;
    const auto row_now = [&](row_index row) {
      if (row != no_row && now[row] == no_row)
        throw foreign_ledger("something hangs on " + in_quotes(parts_.table.codes->texts[row]) +
                             ", which was added");
      return row == no_row ? no_row : now[row];
    };
    std::vector<row_index> superiors;
    superiors.reserve(kept);
    for (row_index row = 0; row < gone.size(); ++row)
      if (!gone[row]) superiors.push_back(row_now(parts_.superiors[row]));
    parts_.superiors = std::move(superiors);
    std::erase_if(parts_.unresolved, [&](const auto& each) { return gone[each.first]; });
    for (auto& [row, code] : parts_.unresolved) row = now[row];
    for (row_line& l : parts_.lines) {
      l.superior = row_now(l.superior);
      l.subordinate = row_now(l.subordinate);
    }
    position_table& table = parts_.table;
    const auto codes = std::make_shared<code_column>();
    for (row_index row = 0; row < gone.size(); ++row) {
      if (gone[row]) continue;
      codes->texts.push_back(table.codes->texts[row]);
      codes->index.enter_last(codes->texts);
    }
    table.codes = codes;
    detail::take_rows_out(table.titles, gone);
    detail::take_rows_out(table.kinds, gone);
    detail::take_rows_out(table.ranks, gone);
    detail::take_rows_out(table.units, gone);
    detail::take_rows_out(table.seats, gone);
    detail::take_rows_out(table.filled, gone);
    detail::take_rows_out(table.classes, gone);
    detail::take_rows_out(table.costs, gone);
    detail::take_rows_out(table.budgets, gone);
    detail::take_rows_out(table.flags, gone);
    detail::take_rows_out(table.holders, gone);
    detail::take_rows_out(table.legal_sources, gone);
  }

  /// A column of which nothing is left is as one that never had anything.
  static void tidy(std::shared_ptr<const rare_text_column>& column) {
    if (!column->any()) return;
    for (std::size_t row = 0; row < column->size(); ++row)
      if (!(*column)[row].empty()) return;
    const auto none = std::make_shared<rare_text_column>();
    none->append_none(column->size());
    column = none;
  }

  const ledger& changes_;
  organisation_parts parts_;
  own_columns columns_;
  std::vector<row_index> rows_;
  std::size_t authorities_left_ = 0;
  std::size_t matters_left_ = 0;
};

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

organisation undo(const organisation& after, const ledger& changes) {
  return detail::undoing(after, changes).run();
}

}  // namespace pangkas
