// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/simplify/impl/ledger_words.hpp>
#include <pangkas/simplify/undo.hpp>

#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position_columns.hpp>
#include <pangkas/error.hpp>
#include <pangkas/simplify/ledger.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
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

/// @brief The parts of an organisation from which the changes of a ledger are taken back.
class undoing {
 public:
  undoing(const organisation& after, const ledger& changes)
      : changes_(changes), parts_(after.parts()) {
    if (changes.codes.get() != parts_.table.codes.get()) find_rows();
  }

  organisation run() {
    for (auto entry = changes_.entries.rbegin(); entry != changes_.entries.rend(); ++entry) {
      if (const auto* report = std::get_if<re_attached>(&entry->what)) detach(*report);
      if (const auto* post = std::get_if<post_converted>(&entry->what)) convert_back(*post);
    }
    take_off_lines();
    take_off_line_names();
    put_back_authorities();
    put_back_matters();
    if (kinds_) parts_.table.kinds = std::move(kinds_);
    if (ranks_) parts_.table.ranks = std::move(ranks_);
    if (classes_) parts_.table.classes = std::move(classes_);
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
    if (rows_.empty()) return ledger_row;
    if (rows_[ledger_row] == no_row) refuse(ledger_row, "is not in the organisation");
    return rows_[ledger_row];
  }

  void detach(const re_attached& report) {
    row_index& superior = parts_.superiors[row_of(report.row)];
    if (superior != row_of(report.is))
      refuse(report.row, "does not report to " + in_quotes(changes_.code(report.is)));
    superior = row_of(report.was);
  }

  // A column is copied when the first of its rows changes.
  template <class Column>
  static Column& own(std::shared_ptr<Column>& mine, const std::shared_ptr<const Column>& shared) {
    if (!mine) mine = std::make_shared<Column>(*shared);
    return *mine;
  }

  void convert_back(const post_converted& post) {
    const row_index row = row_of(post.row);
    const position_state& was = changes_.states[post.was];
    const position_state& is = changes_.states[post.is];
    const auto kind = kinds_ ? (*kinds_)[row] : (*parts_.table.kinds)[row];
    const auto rank = ranks_ ? (*ranks_)[row] : (*parts_.table.ranks)[row];
    const auto position_class = classes_ ? (*classes_)[row] : (*parts_.table.classes)[row];
    if (kind != is.declared_kind || rank != is.rank || position_class != is.position_class)
      refuse(post.row, "is not the post that it was converted to (" + words(is) + ")");
    if (was.declared_kind != is.declared_kind)
      own(kinds_, parts_.table.kinds).set(row, was.declared_kind);
    if (was.rank != is.rank) own(ranks_, parts_.table.ranks).set(row, was.rank);
    if (was.position_class != is.position_class)
      own(classes_, parts_.table.classes).set(row, was.position_class);
  }

  [[nodiscard]] std::uint32_t name_of(std::string_view role) const {
    const auto found = std::ranges::find(parts_.line_names, role);
    if (found == parts_.line_names.end())
      throw foreign_ledger("no line has the role " + in_quotes(role) + ", which was added");
    return static_cast<std::uint32_t>(found - parts_.line_names.begin());
  }

  void take_off_lines() {
    if (changes_.lines.empty()) return;
    std::vector<std::uint32_t> names;
    for (const std::string& role : changes_.role_names) names.push_back(name_of(role));
    std::vector<row_line> added;
    added.reserve(changes_.lines.size());
    for (const role_line& l : changes_.lines)
      added.push_back(
          {row_of(l.superior), row_of(l.subordinate), line_type::assignment, 0, names[l.role]});
    // Both in the order of organisation::parts().lines: by ends, then by the name of the role.
    const auto order = [this](const row_line& a, const row_line& b) {
      return std::tie(a.superior, a.subordinate, parts_.line_names[a.role]) <
             std::tie(b.superior, b.subordinate, parts_.line_names[b.role]);
    };
    std::ranges::sort(added, order);
    std::vector<row_line> kept;
    kept.reserve(parts_.lines.size());
    auto next = added.begin();
    for (const row_line& l : parts_.lines) {
      if (next != added.end() && *next == l)
        ++next;
      else
        kept.push_back(l);
    }
    if (next != added.end())
      throw foreign_ledger(
          in_quotes(parts_.table.codes->texts[next->superior]) + " has not the role over " +
              in_quotes(parts_.table.codes->texts[next->subordinate]) + " that was added",
          {next->superior, next->subordinate});
    parts_.lines = std::move(kept);
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
    for (row_line& l : parts_.lines) {
      l.matter = renumbered[l.matter];
      l.role = renumbered[l.role];
    }
  }

  void put_back_authorities() {
    if (changes_.authorities.empty()) return;
    std::vector<authority> before;
    before.reserve(parts_.authorities.size() + changes_.authorities.size());
    auto next = parts_.authorities.begin();
    const auto put_back = [&](const authority_change& change) {
      if (change.is) {
        if (next == parts_.authorities.end() || *next != *change.is)
          throw foreign_ledger("the " + words(*change.is) + " that " +
                               in_quotes(change.is->position) +
                               " should hold is not where it was put");
        ++next;
      }
      before.push_back(change.was);
    };
    for (const authority_change& change : changes_.authorities) {
      while (before.size() < change.place && next != parts_.authorities.end())
        before.push_back(std::move(*next++));
      put_back(change);
    }
    while (next != parts_.authorities.end()) before.push_back(std::move(*next++));
    parts_.authorities = std::move(before);
  }

  void put_back_matters() {
    for (const matter_change& change : changes_.matters) {
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

  const ledger& changes_;
  organisation_parts parts_;
  std::vector<row_index> rows_;
  std::shared_ptr<kind_column> kinds_;
  std::shared_ptr<dictionary_column> ranks_;
  std::shared_ptr<dictionary_column> classes_;
};

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

organisation undo(const organisation& after, const ledger& changes) {
  return detail::undoing(after, changes).run();
}

}  // namespace pangkas
