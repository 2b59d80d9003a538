// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <pangkas/simplify/scenario.hpp>

#include <pangkas/core/authority.hpp>
#include <pangkas/core/condition.hpp>
#include <pangkas/core/condition_matcher.hpp>
#include <pangkas/core/finding.hpp>
#include <pangkas/core/finding_list.hpp>
#include <pangkas/core/holder.hpp>
#include <pangkas/core/impl/words.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/core/suggestion.hpp>
#include <pangkas/error.hpp>
#include <pangkas/simplify/impl/ledger_words.hpp>
#include <pangkas/simplify/impl/single_changes.hpp>
#include <pangkas/simplify/ledger.hpp>
#include <pangkas/simplify/simplify.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace pangkas::inline v0_1::detail {

/// @brief A ledger behind another, so that what its entries name is found there.
void append_ledger(ledger& all, const ledger& more) {
  const auto past = [](const auto& list) { return static_cast<std::uint32_t>(list.size()); };
  const std::uint32_t rules = past(all.rules);
  const std::uint32_t states = past(all.states);
  const std::uint32_t lines = past(all.lines);
  const std::uint32_t roles = past(all.role_names);
  const std::uint32_t authorities = past(all.authorities);
  const std::uint32_t matters = past(all.matters);
  for (ledger_entry entry : more.entries) {
    entry.rule += rules;
    if (auto* kept = std::get_if<post_kept>(&entry.what)) kept->state += states;
    if (auto* post = std::get_if<post_converted>(&entry.what)) {
      post->was += states;
      post->is += states;
    }
    if (auto* role = std::get_if<role_added>(&entry.what)) role->line += lines;
    if (auto* changed = std::get_if<authority_changed>(&entry.what))
      changed->authority += authorities;
    if (auto* turned = std::get_if<turned_digital>(&entry.what)) turned->matter += matters;
    all.entries.push_back(entry);
  }
  const auto append = [](auto& to, const auto& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  append(all.rules, more.rules);
  append(all.states, more.states);
  append(all.role_names, more.role_names);
  for (role_line line : more.lines) {
    line.role += roles;
    all.lines.push_back(line);
  }
  append(all.authorities, more.authorities);
  append(all.matters, more.matters);
}

/// @brief Plays the steps of a scenario on the parts of an organisation.
class scenario_player {
 public:
  scenario_player(const organisation& before, const scenario& steps,
                  const simplify_options& options)
      : before_(before),
        steps_(steps),
        options_(options),
        findings_(options.findings_per_rule),
        parts_(before.parts()) {
    columns_.emplace(parts_.table);
    result_.changes.policy = steps.name;
    for (std::size_t i = 0; i < steps.steps.size(); ++i)
      if (const position* post = new_post(steps.steps[i])) added_by_.try_emplace(post->code, i);
  }

  simplification run() {
    for (at_ = 0; at_ < steps_.steps.size(); ++at_) {
      const scenario_step& step = steps_.steps[at_];
      const std::size_t entries = changes().entries.size();
      changes().rules.push_back(
          {std::string(step.name()), step.rule.id, step.rule.reason, step.rule.source});
      std::visit([this](const auto& what) { play(what); }, step.what);
      if (changes().entries.size() == entries)
        warn("no-effect", {}, called() + " changes nothing", "all is as it says already");
      end_stage();
    }
    return finish();
  }

 private:
  // ---- what steps stand on ----

  [[nodiscard]] ledger& changes() { return result_.changes; }
  void end_stage() {
    changes().stages.push_back(changes().entries.size());
    authorities_in_stage_ = false;
  }
  [[nodiscard]] const scenario_step& here() const { return steps_.steps[at_]; }
  [[nodiscard]] std::string called(std::size_t step) const {
    return "step " + std::to_string(step + 1) + " (" + std::string(steps_.steps[step].name()) + ")";
  }
  [[nodiscard]] std::string called() const { return called(at_); }

  /// @param key  Of the step in the file, whose line is named.
  [[noreturn]] void refuse(std::string_view key, const std::string& sentence) const {
    const auto line = here().rule.place.line_of(key);
    std::string front = steps_.file;
    if (!front.empty()) front += line ? ":" + std::to_string(*line) + ": " : ": ";
    throw rule_error(front + called() + " " + sentence, here().rule.id, steps_.file, line);
  }
  void warn(std::string_view rule, std::string_view position, std::string detail,
            std::string action, severity level = severity::warning) {
    if (findings_.wants(rule, level))
      findings_.add(rule, level, position, std::move(detail), std::move(action));
  }

  [[nodiscard]] static const position* new_post(const scenario_step& step) {
    if (const auto* add = std::get_if<add_step>(&step.what)) return &add->post;
    if (const auto* split = std::get_if<split_step>(&step.what)) return &split->post;
    return nullptr;
  }

  [[nodiscard]] std::string code(row_index row) const {
    return std::string(parts_.table.codes->texts[row]);
  }
  [[nodiscard]] std::string named(row_index row) const { return in_quotes(code(row)); }

  /// The row of a position that a step names.
  enum class outside { refused, allowed };
  [[nodiscard]] row_index row_of(std::string_view key, const std::string& wanted,
                                 outside external = outside::refused) const {
    const code_column& codes = *parts_.table.codes;
    const auto row = codes.index.find(codes.texts, wanted);
    if (!row) {
      const std::string names = "names " + in_quotes(wanted) + ", which ";
      const auto later = added_by_.find(wanted);
      if (later != added_by_.end() && later->second > at_)
        refuse(key, names + called(later->second) + " adds only later; put that step before it");
      std::vector<std::string_view> known;
      constexpr std::size_t most = 100'000;  // a suggestion is not worth minutes
      for (row_index i = 0; i < std::min(codes.texts.size(), most); ++i)
        known.push_back(codes.texts[i]);
      refuse(key, names + "is not in the organisation" + did_you_mean(wanted, known));
    }
    if (const auto ended = ended_by_.find(*row); ended != ended_by_.end())
      refuse(key, "names " + in_quotes(wanted) + ", which " + called(ended->second) + " has ended");
    if (external == outside::refused && is_external(*row))
      refuse(key, "names " + in_quotes(wanted) + ", which is outside the organisation");
    return *row;
  }
  [[nodiscard]] bool is_external(row_index row) const {
    const auto at = std::ranges::lower_bound(parts_.unresolved, row, {},
                                             [](const auto& each) { return each.first; });
    return at != parts_.unresolved.end() && at->first == row && at->second.empty();
  }
  [[nodiscard]] std::vector<row_index> rows_of(std::string_view key,
                                               const std::vector<std::string>& wanted) const {
    std::vector<row_index> rows;
    for (const std::string& each : wanted) rows.push_back(row_of(key, each));
    return rows;
  }

  /// Whether a row is another or below it.
  [[nodiscard]] bool is_in_subtree(row_index row, row_index top) const {
    // A chart may have cycles: nobody climbs more often than there are positions.
    for (std::size_t climbed = 0; row != no_row && climbed <= parts_.superiors.size(); ++climbed) {
      if (row == top) return true;
      row = parts_.superiors[row];
    }
    return false;
  }
  [[nodiscard]] std::vector<row_index> reports_of(row_index superior) const {
    std::vector<row_index> found;
    for (row_index row = 0; row < parts_.superiors.size(); ++row)
      if (parts_.superiors[row] == superior) found.push_back(row);
    return found;
  }

  // ---- single changes, each with its entry ----

  template <class Change>
  void enter(const Change& what) {
    changes().entries.push_back({static_cast<std::uint32_t>(changes().rules.size() - 1), what});
  }

  void set(row_index row, position_attribute what, std::string is) {
    std::string was = attribute_of(parts_, what, row);
    if (was == is) return;
    enter(attribute_changed{row, static_cast<std::uint32_t>(changes().values.size())});
    set_attribute(parts_, *columns_, what, row, is);
    changes().values.push_back({what, std::move(was), std::move(is)});
  }
  void set(row_index row, position_attribute what, double is) {
    set(row, what, plain_number_text(is));
  }
  void add_to(row_index row, position_attribute what, const number_column& column, double absent,
              double more) {
    if (more != 0) set(row, what, column.value_or(row, absent) + more);
  }

  void attach(row_index row, row_index superior) {
    const row_index was = parts_.superiors[row];
    if (was == no_row) set(row, position_attribute::unknown_superior, std::string());
    if (was == superior) return;
    enter(re_attached{row, was, superior});
    parts_.superiors[row] = superior;
  }

  [[nodiscard]] position_state state_of(row_index row) const {
    const position_table& table = parts_.table;
    position_state state{(*table.kinds)[row],
                         {},
                         std::string((*table.ranks)[row]),
                         std::string((*table.classes)[row])};
    return with_kind(std::move(state));
  }
  [[nodiscard]] position_state with_kind(position_state state) const {
    state.kind = state.declared_kind;
    if (!state.kind)
      if (const auto rank = parts_.scheme->find(state.rank))
        state.kind = (*parts_.scheme)[*rank].kind;
    return state;
  }
  std::uint32_t enter_state(const position_state& state) {
    std::vector<position_state>& all = changes().states;
    const auto known = std::ranges::find(all, state);
    if (known != all.end()) return static_cast<std::uint32_t>(known - all.begin());
    all.push_back(state);
    return static_cast<std::uint32_t>(all.size() - 1);
  }
  /// A rank as the scheme writes it; any text where there is no scheme.
  [[nodiscard]] std::string rank_named(const std::string& wanted) const {
    const rank_scheme& scheme = *parts_.scheme;
    if (wanted.empty() || scheme.ranks().empty()) return wanted;
    if (const auto found = scheme.find(wanted)) return scheme[*found].name;
    std::vector<std::string_view> known;
    for (const rank& each : scheme.ranks()) known.push_back(each.name);
    refuse("rank", "gives the rank " + in_quotes(wanted) + ", which is not in the rank scheme" +
                       did_you_mean(wanted, known));
  }

  std::uint32_t line_name(const std::string& name) {
    std::vector<std::string>& names = parts_.line_names;
    const auto known = std::ranges::find(names, name);
    if (known != names.end()) return static_cast<std::uint32_t>(known - names.begin());
    names.push_back(name);
    return static_cast<std::uint32_t>(names.size() - 1);
  }
  void enter_line(const row_line& line, change_kind change) {
    const std::vector<std::string>& names = parts_.line_names;
    enter(line_changed{line.superior, static_cast<std::uint32_t>(changes().whole_lines.size()),
                       change});
    changes().whole_lines.push_back({line.superior, line.subordinate, line.type, names[line.matter],
                                     names[line.role], names[line.from], names[line.until],
                                     names[line.legal_source]});
  }
  void put_line(const row_line& line) {
    enter_line(line, change_kind::line_added);
    parts_.lines.push_back(line);
  }

  /// Changes the authorities that @p becomes has something to say about, in one go.
  /// @param row      Whose change it is where an authority has no holder by code, as that of a class.
  /// @param becomes  Given one and a change to be filled in: what it is now; the same if nothing.
  template <class Becomes>
  std::size_t change_authorities(row_index row, const Becomes& becomes) {
    // Places are those of the list before the stage.
    if (authorities_in_stage_) end_stage();
    std::vector<authority> kept;
    std::size_t found = 0;
    for (std::size_t place = 0; place < parts_.authorities.size(); ++place) {
      const authority& was = parts_.authorities[place];
      change_kind change = change_kind::kept_exempt;
      std::optional<authority> is = becomes(was, change);
      if (change == change_kind::kept_exempt) {
        kept.push_back(was);
        continue;
      }
      ++found;
      // Nobody gives a right to themselves.
      if (is && is->position == is->giver) is->giver.clear();
      const code_column& codes = *parts_.table.codes;
      enter(authority_changed{codes.index.find(codes.texts, was.position).value_or(row),
                              static_cast<std::uint32_t>(changes().authorities.size()), change});
      if (is) kept.push_back(*is);
      note_authority(was, is, change);
      changes().authorities.push_back({place, was, std::move(is)});
    }
    if (found > 0) parts_.authorities = std::move(kept);
    authorities_in_stage_ = found > 0;
    return found;
  }
  /// How an authority that goes to another holder is told, by its source.
  [[nodiscard]] static change_kind change_of(const authority& was) {
    return was.source == authority_source::delegation || was.acting
               ? change_kind::authority_re_issued
               : change_kind::authority_moved;
  }
  void note_authority(const authority& was, const std::optional<authority>& is,
                      change_kind change) {
    const std::string what = "the " + words(was) + " of " + in_quotes(was.position);
    if (!is)
      warn("authority-withdrawn", was.position, what + " is held by nobody after " + called(),
           "taken off the list of authorities", severity::error);
    else if (change == change_kind::authority_re_issued)
      warn("re-issue-authority", was.position, what + " goes to " + in_quotes(is->position),
           "recorded as held by it; it is not valid until it is issued anew");
    else if (change == change_kind::authority_moved && was.source == authority_source::attribution)
      warn("moved-attribution", was.position,
           what + " was moved to " + in_quotes(is->position) +
               "; an attribution may be passed on only if the law says so",
           "moved as the step says");
  }

  // ---- the steps ----

  void play(const move_step& step) {
    const std::vector<row_index> rows = rows_of("position", step.positions);
    const row_index to = step.to.empty() ? no_row : row_of("to", step.to);
    for (const row_index row : rows) {
      if (to != no_row && is_in_subtree(to, row))
        refuse("to", row == to ? "moves " + named(row) + " below itself"
                               : "moves " + named(row) + " below " + named(to) +
                                     ", which stands below it: the lines would run in a circle");
      attach(row, to);
    }
  }

  void play(const merge_step& step) { end(step, true); }
  void play(const abolish_step& step) { end(step, false); }

  void end(const abolish_step& step, bool merged) {
    const std::string_view to_key = merged ? "into" : "to";
    for (const std::string& wanted : step.positions) {
      const row_index row = row_of("position", wanted);
      const row_index superior = parts_.superiors[row];
      if (step.to.empty() && superior == no_row)
        refuse("position", "ends " + named(row) +
                               ", above which nobody stands to take its work over; say who does, "
                               "with \"to\"");
      if (superior != no_row && is_in_subtree(superior, row))
        refuse("position",
               "ends " + named(row) +
                   ", whose superiors run in a circle; mend the chart, or move it first");
      const row_index to = step.to.empty() ? superior : row_of(to_key, step.to);
      const row_index seats_to = !step.seats_to           ? to
                                 : step.seats_to->empty() ? no_row
                                                          : row_of("seats_to", *step.seats_to);
      const row_index authority_to = !step.authority_to ? to
                                     : step.authority_to->empty()
                                         ? no_row
                                         : row_of("authority_to", *step.authority_to);
      if (to == row || seats_to == row || authority_to == row)
        refuse(to_key, "ends " + named(row) + " and lets it take over from itself");

      if (is_in_subtree(to, row)) attach(to, superior);
      for (const row_index report : reports_of(row)) attach(report, to);
      hand_over_seats(row, seats_to);
      hand_over_lines(row, to);
      hand_over_authority(row, to, authority_to);
      close(row, to, merged);
    }
  }

  void hand_over_seats(row_index row, row_index to) {
    using enum position_attribute;
    const position_table& table = parts_.table;
    const double had_seats = table.seats->value_or(row, 1);
    const double had_filled = table.filled->value_or(row, 0);
    const double had_cost = table.costs->value_or(row, 0);
    const std::string had_holders = attribute_of(parts_, holders, row);
    if (had_seats != 0) set(row, seats, 0.0);
    if (had_filled != 0) set(row, filled, 0.0);
    if (had_cost != 0) set(row, cost, 0.0);
    set(row, holders, std::string());
    if (to == no_row) {
      warn("seats-ended", code(row),
           named(row) + " ends with its " + how_many(plain_number_text(had_seats), "seat") +
               (had_filled > 0
                    ? ", of which " + plain_number_text(had_filled) + " filled: who fills " +
                          (had_filled == 1 ? "it" : "them") + " leaves the organisation"
                    : ""),
           "ended as the step says");
      return;
    }
    add_to(to, seats, *table.seats, 1, had_seats);
    add_to(to, filled, *table.filled, 0, had_filled);
    add_to(to, cost, *table.costs, 0, had_cost);
    if (had_holders.empty()) return;
    const std::string known = attribute_of(parts_, holders, to);
    set(to, holders, known.empty() ? had_holders : known + ";" + had_holders);
  }

  void hand_over_lines(row_index row, row_index to) {
    std::vector<row_line> went;
    std::erase_if(parts_.lines, [&](const row_line& line) {
      if (line.superior != row && line.subordinate != row) return false;
      went.push_back(line);
      return true;
    });
    for (row_line line : went) {
      enter_line(line, change_kind::line_removed);
      if (line.superior == row) line.superior = to;
      if (line.subordinate == row) line.subordinate = to;
      const bool is_there = std::ranges::find(parts_.lines, line) != parts_.lines.end();
      if (line.superior != line.subordinate && !is_there) put_line(line);
    }
  }

  void hand_over_authority(row_index row, row_index to, row_index authority_to) {
    const std::string was = code(row);
    change_authorities(row,
                       [&](const authority& a, change_kind& change) -> std::optional<authority> {
                         std::optional<authority> is = a;
                         if (a.giver == was) {
                           change = change_kind::authority_amended;
                           is->giver = code(to);
                         }
                         if (a.position != was) return is;
                         if (authority_to == no_row) {
                           change = change_kind::authority_withdrawn;
                           return std::nullopt;
                         }
                         change = change_of(a);
                         is->position = code(authority_to);
                         return is;
                       });
  }

  void close(row_index row, row_index to, bool merged) {
    const row_index superior = parts_.superiors[row];
    if (superior == no_row) set(row, position_attribute::unknown_superior, std::string());
    if (merged)
      enter(post_merged{row, superior, to});
    else
      enter(post_abolished{row, superior, to});
    std::vector<std::string> flags = (*parts_.table.flags)[row];
    flags.emplace_back(external_flag);
    flags.emplace_back(abolished_flag);
    columns_->flags.write().set(row, flags);
    parts_.superiors[row] = no_row;
    set_unresolved(parts_, row, {}, true);
    ended_by_.emplace(row, at_);
  }

  /// A new row; its attributes are put by who made it.
  template <class Change>
  row_index add_row(const position& post, position_state state, Change what) {
    if (post.code.empty()) refuse("code", "adds a post without a code");
    const code_column& known = *parts_.table.codes;
    if (known.index.find(known.texts, post.code))
      refuse("code", "adds " + in_quotes(post.code) + ", a code that a post has already");
    state.rank = rank_named(state.rank);
    state = with_kind(std::move(state));
    if (!codes_) codes_ = std::make_shared<code_column>(known);
    parts_.table.codes = codes_;
    codes_->texts.push_back(post.code);
    codes_->index.enter_last(codes_->texts);
    const auto row = static_cast<row_index>(parts_.superiors.size());
    parts_.superiors.push_back(no_row);
    columns_->titles.write().push_back({});
    columns_->kinds.write().push_back(state.declared_kind);
    columns_->ranks.write().push_back(state.rank);
    columns_->units.write().push_back({});
    columns_->seats.write().push_back({});
    columns_->filled.write().push_back({});
    columns_->classes.write().push_back(state.position_class);
    columns_->costs.write().push_back({});
    columns_->flags.write().push_back({});
    what.row = row;
    what.state = enter_state(state);
    enter(what);
    set(row, position_attribute::title, post.title);
    set(row, position_attribute::unit, post.unit);
    set(row, position_attribute::legal_source, post.legal_source);
    return row;
  }
  void set_number(row_index row, position_attribute what, const std::optional<double>& value) {
    if (value) set(row, what, *value);
  }

  void play(const add_step& step) {
    const position& post = step.post;
    const row_index superior =
        post.reports_to.empty() ? no_row : row_of("reports_to", post.reports_to);
    const row_index row =
        add_row(post, {post.kind, {}, post.rank, post.position_class}, post_added{});
    set_number(row, position_attribute::seats, post.seats);
    set_number(row, position_attribute::filled, post.filled);
    set_number(row, position_attribute::cost, post.cost);
    if (superior != no_row) attach(row, superior);
  }

  void play(const split_step& step) {
    using enum position_attribute;
    const row_index from = row_of("position", step.from);
    position post = step.post;
    const row_index superior =
        post.reports_to.empty() ? parts_.superiors[from] : row_of("reports_to", post.reports_to);
    const std::vector<row_index> taken = rows_of("takes", step.takes);
    for (const row_index report : taken)
      if (parts_.superiors[report] != from)
        refuse("takes", "takes " + named(report) + ", which does not report to " + named(from));
    const double had_seats = parts_.table.seats->value_or(from, 1);
    const double had_filled = parts_.table.filled->value_or(from, 0);
    if (step.moved_seats > had_seats)
      refuse("moved_seats", "moves " + plain_number_text(step.moved_seats) + " seats of " +
                                named(from) + ", which has " + plain_number_text(had_seats));
    if (step.moved_filled > had_filled || step.moved_filled > step.moved_seats)
      refuse("moved_filled", "moves " + plain_number_text(step.moved_filled) +
                                 " filled seats, more than " + named(from) +
                                 " has or than seats come along");
    const double new_seats = post.seats.value_or(step.moved_seats > 0 ? step.moved_seats : 1);
    if (new_seats < step.moved_seats)
      refuse("seats", "gives the new post fewer seats than come along");

    position_state state = state_of(from);
    if (!post.rank.empty()) {
      state.rank = post.rank;
      state.declared_kind = std::nullopt;
    }
    if (post.kind) state.declared_kind = post.kind;
    if (!post.position_class.empty()) state.position_class = post.position_class;
    if (post.unit.empty()) post.unit = attribute_of(parts_, unit, from);
    const row_index row = add_row(post, state, post_split_off{0, 0, from});
    attach(row, superior);
    for (const row_index report : taken) attach(report, row);

    set(row, seats, new_seats);
    if (step.moved_seats > 0) set(from, seats, had_seats - step.moved_seats);
    if (parts_.table.filled->value_or(from, -1) >= 0) set(row, filled, step.moved_filled);
    if (step.moved_filled > 0) set(from, filled, had_filled - step.moved_filled);
    set_number(row, cost, post.cost);
    move_holders(step.holders, from, row);
    for (const std::string& matter : step.matters)
      if (move_authority_of(from, matter, code(row)) == 0)
        refuse("matters", "takes the authority for " + in_quotes(matter) + " from " + named(from) +
                              ", which holds none");
  }

  void move_holders(const std::vector<std::string>& moved, row_index from, row_index to) {
    if (moved.empty()) return;
    const std::string all = attribute_of(parts_, position_attribute::holders, from);
    std::vector<std::string_view> left = split_holders(all);
    for (const std::string& each : moved)
      if (std::erase(left, each) == 0)
        refuse("holders", "moves the holder " + in_quotes(each) + ", who is not in " + named(from));
    const auto joined = [](const auto& codes) {
      std::string text;
      for (const auto& each : codes) (text += text.empty() ? "" : ";") += each;
      return text;
    };
    set(from, position_attribute::holders, joined(left));
    set(to, position_attribute::holders, joined(moved));
  }
  std::size_t move_authority_of(row_index from, const std::string& matter, const std::string& to) {
    const std::string holder = code(from);
    return change_authorities(
        from, [&](const authority& a, change_kind& change) -> std::optional<authority> {
          std::optional<authority> is = a;
          if (a.position != holder || a.matter != matter) return is;
          change = change_of(a);
          is->position = to;
          return is;
        });
  }

  void play(const re_rank_step& step) {
    for (const row_index row : rows_of("position", step.positions)) {
      const position_state was = state_of(row);
      position_state is = was;
      if (step.rank) {
        is.rank = rank_named(*step.rank);
        if (const auto found = parts_.scheme->find(is.rank))
          is.declared_kind = (*parts_.scheme)[*found].kind;
      }
      if (step.kind) is.declared_kind = step.kind;
      if (step.position_class) is.position_class = *step.position_class;
      is = with_kind(std::move(is));
      if (is.kind == was.kind && is.rank == was.rank && is.position_class == was.position_class)
        continue;  // at most its kind would be declared, which follows from the rank
      const std::uint32_t before = enter_state(was);
      enter(post_converted{row, before, enter_state(is)});
      if (is.declared_kind != was.declared_kind) columns_->kinds.write().set(row, is.declared_kind);
      if (is.rank != was.rank) columns_->ranks.write().set(row, is.rank);
      if (is.position_class != was.position_class)
        columns_->classes.write().set(row, is.position_class);
    }
  }

  void play(const retitle_step& step) {
    const row_index row = row_of("position", step.position);
    if (step.title) set(row, position_attribute::title, *step.title);
    if (step.unit) set(row, position_attribute::unit, *step.unit);
    if (step.legal_source) set(row, position_attribute::legal_source, *step.legal_source);
  }

  void play(const seats_step& step) {
    const row_index row = row_of("position", step.position);
    const double had_filled = parts_.table.filled->value_or(row, 0);
    set_number(row, position_attribute::seats, step.seats);
    set_number(row, position_attribute::filled, step.filled);
    set_number(row, position_attribute::cost, step.cost);
    const double filled = parts_.table.filled->value_or(row, 0);
    const double seats = parts_.table.seats->value_or(row, 1);
    if (filled > seats)
      warn("more-filled-than-seats", code(row),
           named(row) + " has " + how_many(plain_number_text(seats), "seat") + ", and " +
               plain_number_text(filled) + " are filled",
           "left as it is");
    if (filled < had_filled)
      warn("holders-leave", code(row),
           named(row) + " had " + plain_number_text(had_filled) + " filled seats and now has " +
               plain_number_text(filled) + ": who filled the others leaves the organisation",
           "left as the step says");
  }

  void check_matter(const std::string& wanted) const {
    if (parts_.matters.empty() || wanted == "*") return;
    std::vector<std::string_view> known;
    for (const matter& each : parts_.matters) {
      if (each.code == wanted || each.is_of(wanted)) return;
      known.push_back(each.code);
    }
    refuse("matter", "names the matter " + in_quotes(wanted) +
                         ", which is not in the organisation" + did_you_mean(wanted, known));
  }

  void play(const authority_step& step) {
    const std::string& holder = step.row.position;
    const row_index row = row_of("position", holder, outside::allowed);
    check_matter(step.row.matter);
    if (!step.row.giver.empty()) (void)row_of("giver", step.row.giver, outside::allowed);
    const auto is_it = [&](const authority& a) {
      return a.position == holder && a.matter == step.row.matter;
    };
    const auto held = std::ranges::count_if(parts_.authorities, is_it);
    const std::string none = named(row) + " has no authority for " + in_quotes(step.row.matter);
    if ((step.withdraw || !step.to.empty()) && held == 0)
      refuse(
          "matter",
          (step.withdraw ? "withdraws what is not there: " : "moves what is not there: ") + none);
    if (!step.to.empty()) {
      (void)row_of("to", step.to, outside::allowed);
      move_authority_of(row, step.row.matter, step.to);
      return;
    }
    if (!step.withdraw && held > 1)
      refuse("matter", "amends one of several: " + named(row) + " has " + std::to_string(held) +
                           " authorities for " + in_quotes(step.row.matter) +
                           "; withdraw them by a step before it");
    if (step.withdraw || held == 1) {
      change_authorities(
          row, [&](const authority& a, change_kind& change) -> std::optional<authority> {
            if (!is_it(a) || (!step.withdraw && a == step.row)) return a;
            change =
                step.withdraw ? change_kind::authority_withdrawn : change_kind::authority_amended;
            return step.withdraw ? std::nullopt : std::optional(step.row);
          });
      return;
    }
    enter(authority_changed{row, static_cast<std::uint32_t>(changes().authorities.size()),
                            change_kind::authority_given});
    changes().authorities.push_back({parts_.authorities.size(), {}, step.row});
    parts_.authorities.push_back(step.row);
  }

  void play(const line_step& step) {
    const row_index superior = row_of("superior", step.superior, outside::allowed);
    const row_index subordinate = row_of("position", step.position, outside::allowed);
    if (step.type == line_type::command)
      refuse("type", "changes a command line; a step \"move\" does that");
    if (superior == subordinate)
      refuse("superior", "draws a line from " + named(superior) + " to itself");
    if (!step.remove) {
      const row_line line{superior, subordinate, step.type, line_name(step.matter),
                          line_name(step.role)};
      if (std::ranges::find(parts_.lines, line) == parts_.lines.end()) put_line(line);
      return;
    }
    const std::vector<std::string>& names = parts_.line_names;
    std::vector<row_line> went;
    std::erase_if(parts_.lines, [&](const row_line& line) {
      if (line.superior != superior || line.subordinate != subordinate || line.type != step.type)
        return false;
      if (!step.matter.empty() && names[line.matter] != step.matter) return false;
      if (!step.role.empty() && names[line.role] != step.role) return false;
      went.push_back(line);
      return true;
    });
    if (went.empty())
      refuse("superior", "removes a line from " + named(superior) + " to " + named(subordinate) +
                             " that is not there");
    for (const row_line& line : went) enter_line(line, change_kind::line_removed);
  }

  void play(const policy_step& step) {
    changes().rules.pop_back();  // its own rules stand in its place
    const organisation now(parts_);
    simplification played = simplify(now, step.rules, options_);
    append_ledger(changes(), played.changes);
    if (played.changes.rules.empty())
      changes().rules.push_back({"policy", here().rule.id, here().rule.reason, here().rule.source});
    parts_ = played.after.parts();
    columns_.emplace(parts_.table);
    codes_.reset();
    result_.selected += played.selected;
    result_.kept_exempt += played.kept_exempt;
    result_.kept_tops += played.kept_tops;
    for (const position_id top : played.tops)
      if (now.row(top) < before_.size()) result_.tops.push_back(before_.position_at(now.row(top)));
    result_.converted += played.converted;
    if (played.converted_holders)
      result_.converted_holders = result_.converted_holders.value_or(0) + *played.converted_holders;
    result_.turned_digital += played.turned_digital;
    result_.must_stay = played.must_stay;
    result_.findings.insert(result_.findings.end(), played.findings.begin(), played.findings.end());
  }

  // ---- what is left to say ----

  /// Says so if a post has ended that an order names.
  void look_at(const std::string& named, const std::string& what) {
    const code_column& codes = *parts_.table.codes;
    const auto row = codes.index.find(codes.texts, named);
    if (row && ended_by_.contains(*row))
      warn("names-ended-post", named, what + " names " + in_quotes(named) + ", which has ended",
           "left as it is; change the order, or name who took over", severity::error);
  }
  void look_at(const condition& when, const std::string& what) {
    for (const std::string& each : when.codes) look_at(each, what);
    for (const std::string& each : when.subtrees) look_at(each, what);
    for (const condition& inner : when.superior) look_at(inner, what);
    for (const condition& inner : when.none_of) look_at(inner, what);
  }
  void look_at(const holder& who, const std::string& what) {
    look_at(who.code, what);
    look_at(who.when, what);
  }

  /// Orders that name a post which has ended still ask it.
  void check_names() {
    if (ended_by_.empty()) return;
    for (const matter& m : parts_.matters) {
      look_at(m.originators, "who raises " + in_quotes(m.code));
      if (m.until) look_at(*m.until, "the climb of " + in_quotes(m.code));
      if (m.beneficiary) look_at(*m.beneficiary, "the beneficiary of " + in_quotes(m.code));
      if (m.fallback) look_at(*m.fallback, "the fallback of " + in_quotes(m.code));
    }
    for (const matter_step& step : parts_.steps) {
      const std::string what =
          "the step \"" + std::string(to_string(step.act)) + "\" of " + in_quotes(step.matter);
      look_at(step.who, what);
      if (step.originators) look_at(*step.originators, what);
    }
    for (const authority& a : parts_.authorities) {
      const std::string what = "the " + words(a);
      if (a.whoever) look_at(*a.whoever, what);
      if (a.originators) look_at(*a.originators, what);
      if (a.receivers) look_at(*a.receivers, what);
      for (const holder& who : a.with.holders) look_at(who, "concurrence in " + what);
    }
  }

  simplification finish() {
    check_names();
    for (const std::string& name : parts_.line_names)
      if (std::ranges::find(before_.line_names(), name) == before_.line_names().end())
        changes().new_line_names.push_back(name);
    changes().codes = parts_.table.codes;
    changes().legal_sources = parts_.table.legal_sources;
    for (const ledger_entry& entry : changes().entries)
      if (entry.change() == change_kind::re_attached) ++result_.re_attached;
    result_.role_lines = changes().lines.size();
    result_.after = organisation(std::move(parts_));
    std::vector<finding> own = std::move(findings_).take();
    result_.findings.insert(result_.findings.end(), own.begin(), own.end());
    return std::move(result_);
  }

  const organisation& before_;
  const scenario& steps_;
  const simplify_options& options_;
  finding_list findings_;
  organisation_parts parts_;
  std::optional<own_columns> columns_;
  std::shared_ptr<code_column> codes_;
  simplification result_;
  std::size_t at_ = 0;
  bool authorities_in_stage_ = false;
  std::map<row_index, std::size_t> ended_by_;  ///< the step that ended the post in a row
  std::map<std::string, std::size_t, std::less<>> added_by_;  ///< the step that adds a code
};

}  // namespace pangkas::detail

namespace pangkas::inline v0_1 {

const policy* last_policy(const scenario& steps) {
  for (auto step = steps.steps.rbegin(); step != steps.steps.rend(); ++step)
    if (const auto* applied = std::get_if<policy_step>(&step->what)) return &applied->rules;
  return nullptr;
}

simplification apply(const organisation& before, const scenario& steps,
                     const simplify_options& options) {
  return detail::scenario_player(before, steps, options).run();
}

}  // namespace pangkas
