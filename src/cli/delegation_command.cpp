// SPDX-License-Identifier: BSL-1.0
#include "delegation_command.hpp"

#include "decision_text.hpp"
#include "json_member.hpp"
#include "number_text.hpp"
#include "streams.hpp"
#include "text_report.hpp"
#include "text_table.hpp"

#include <pangkas/core/condition.hpp>
#include <pangkas/error.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/number.hpp>
#include <pangkas/report/delegation.hpp>
#include <pangkas/report/evidence.hpp>
#include <pangkas/study/delegation_question.hpp>
#include <pangkas/study/play.hpp>
#include <pangkas/study/shortening_frontier.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::cli {
namespace {

std::string post_text(const organisation& org, position_id p) {
  const std::string_view title = org.title(p);
  return title.empty() ? std::string(org.code(p)) : fmt::format("{} {}", org.code(p), title);
}

std::string form_words(legal_form form) {
  constexpr std::array<std::string_view, 3> words{"the law must allow it", "a regulation",
                                                  "a letter of mandate"};
  return std::string(words[static_cast<std::size_t>(form)]);
}

std::optional<double> part_of(double part, double whole) {
  return whole > 0 ? std::optional(part / whole) : std::nullopt;
}

std::string as_text(const organisation& org, const delegation_answer& found) {
  double checks = 0;
  for (const delegation& d : found.delegations) checks += d.checks;
  const std::size_t rights = found.delegations.size();
  std::string text =
      fmt::format("{} {} {} of {} a year ({}) and {} {}\n", counted(rights, "delegation"),
                  agreeing(rights, "saves", "save"), shown(found.hand_offs),
                  counted(shown(found.hand_offs_before), "hand-off"),
                  percent(part_of(found.hand_offs, found.hand_offs_before)),
                  agreeing(rights, "costs", "cost"), counted(shown(checks), "independent check"));
  if (found.exact)
    text += "No other choice within what was asked saves more.\n";
  else
    text += fmt::format("Prices taken off it is worth {}; no choice is worth more than {}.\n",
                        shown(found.worth), shown(found.bound));
  if (found.hand_offs < found.expected - 1e-6)
    text += fmt::format("Rows of the scheme that meet others take up {} of it.\n",
                        shown(found.expected - found.hand_offs));
  constexpr std::size_t most = 25;
  if (!found.delegations.empty()) {
    text_table table;
    table.row({"Delegation", "a year", "hand-offs", "hours", "checks", "left", "takes"});
    for (std::size_t i = 0; i < std::min(most, found.delegations.size()); ++i) {
      const delegation& d = found.delegations[i];
      table.row({fmt::format("{}: {} → {}", org.matters()[d.matter].code, org.code(d.from),
                             post_text(org, d.to)),
                 shown(d.volume), shown(d.hand_offs), shown(d.hours), shown(d.checks),
                 std::to_string(d.fewest_checks), form_words(d.form)});
    }
    text += "\n" + table.str();
    if (found.delegations.size() > most)
      text += fmt::format("{}; --out and --json list them all\n",
                          counted(found.delegations.size() - most, "more delegation"));
    text +=
        "a year: matters that the receiver then decides. hand-offs, hours, checks: a year, that "
        "fall "
        "away. left:\nfewest independent checks on a path to the receiver. takes: what form the "
        "law asks "
        "for.\n";
  }
  if (!found.high.empty()) {
    text_table table;
    table.row({"Held needlessly high", "raised by", "a year", "hand-offs"});
    constexpr std::size_t most_high = 10;
    for (std::size_t i = 0; i < std::min(most_high, found.high.size()); ++i) {
      const high_right& h = found.high[i];
      table.row({fmt::format("{}: {}, could be {}", org.matters()[h.matter].code, org.code(h.from),
                             post_text(org, h.to)),
                 std::to_string(h.originators), shown(h.volume), shown(h.hand_offs)});
    }
    text += "\n" + table.str();
    if (found.high.size() > most_high)
      text += fmt::format("{}; --json lists them all\n",
                          counted(found.high.size() - most_high, "more right"));
    text +=
        "All who raise the matter, and whose decider it is, stand below the other post: there the "
        "right "
        "would\nhave no more holders than today.\n";
  }
  return text;
}

std::string as_table(const organisation& org, const delegation_answer& found) {
  std::string table =
      "matter,from,to,title,volume,hand_offs_saved,hours_saved,checks_lost,fewest_checks,minutes,"
      "legal_form\n";
  for (const delegation& d : found.delegations) {
    const std::array<std::string, 6> numbers{format_number(d.volume),
                                             format_number(d.hand_offs),
                                             d.hours ? format_number(*d.hours) : std::string{},
                                             format_number(d.checks),
                                             std::to_string(d.fewest_checks),
                                             format_number(d.minutes)};
    const std::array<std::string_view, 11> cells{org.matters()[d.matter].code,
                                                 org.code(d.from),
                                                 org.code(d.to),
                                                 org.title(d.to),
                                                 numbers[0],
                                                 numbers[1],
                                                 numbers[2],
                                                 numbers[3],
                                                 numbers[4],
                                                 numbers[5],
                                                 to_string(d.form)};
    append_csv_row(table, cells, for_people);
  }
  return table;
}

std::string as_text(const shortening_frontier& found) {
  text_table table;
  table.row({"Measures, at most", "flattening", "posts", "delegation", "both", "posts", "rights",
             "no more than"});
  for (const shortening_point& p : found.points)
    table.row({std::to_string(p.measures), shown(p.flattening), std::to_string(p.posts),
               shown(p.delegation), shown(p.both), std::to_string(p.posts_of_both),
               std::to_string(p.delegations_of_both), shown(p.bound)});
  return fmt::format(
      "{}\n\n{}Hand-offs saved of {} a year, with roles. A post converted and a right passed on "
      "are one "
      "measure each.\nno more than: what no choice of both can exceed.\n",
      found.in_words(), table.str(), shown(found.hand_offs_before));
}

}  // namespace

option delegation_command::add_to(command_line command, const std::string& what,
                                  const std::string& matter) {
  const std::string group = "Delegation";
  constexpr std::size_t none = 0;
  constexpr std::size_t most = 2147483647;
  const option asked = command.add_flag("--delegate", asked_, what).group(group);
  command.add_option("--delegations", most_, "most delegations in all")
      .within(none, most)
      .needs(asked)
      .group(group);
  command.add_option("--delegations-of-matter", most_of_matter_, "most receivers of one matter")
      .within(none, most)
      .needs(asked)
      .group(group);
  command.add_option(matter, matter_, "only this matter, or those of this family")
      .type_name("CODE")
      .needs(asked)
      .group(group);
  command.add_option("--rank-floor", rank_floor_, "lowest rank of who may receive one")
      .type_name("RANK")
      .needs(asked)
      .group(group);
  command
      .add_option("--receivers", receivers_,
                  "who may receive one, as in \"unit_contains=Finance; manager=yes\"")
      .type_name("SELECTOR")
      .needs(asked)
      .group(group);
  command.add_option("--up-to-amount", amount_, "leave matters of a greater amount where they are")
      .finite()
      .needs(asked)
      .group(group);
  command
      .add_option("--receiver-minutes", minutes_,
                  "most minutes a year of delegated decisions for each seat of a receiver")
      .finite()
      .needs(asked)
      .group(group);
  command.add_flag("--strategic", strategic_, "delegate strategic matters, too")
      .needs(asked)
      .group(group);
  command
      .add_option("--side-by-side", side_by_side_,
                  "what up to so many posts converted, rights passed on, and both together save; "
                  "--policy, --keep, --span-cap and others say what may be converted")
      .within(std::size_t{1}, std::size_t{10'000})
      .needs(asked)
      .group(group);
  return asked;
}

delegation_request delegation_command::request(const organisation& org,
                                               const decision_options& decisions,
                                               double price) const {
  delegation_request request;
  request.receivers = receivers_.empty() ? condition{} : parse_condition(receivers_);
  request.rank_floor = rank_floor_;
  request.amount = amount_;
  request.strategic = strategic_;
  request.price = price;
  request.most = most_;
  request.most_of_matter = most_of_matter_;
  request.minutes = minutes_;
  request.decisions = decisions;
  if (org.matters().empty())
    throw usage_error("--delegate",
                      "give the matters that are decided, and who may: --matters and --authority");
  if (!matter_.empty()) request.matters = matters_of(org, matter_);
  return request;
}

void delegation_command::run(
    const input& in, const decision_input& decisions, double price, bool json, result_folder& out,
    const std::function<flattening_request(const organisation&)>& flattening) const {
  const read_result read = in.read(input_hashes::taken);
  in.stats().begin("delegate");
  const organisation& org = read.organisation;
  const delegation_request request = this->request(org, decisions.options(), price);
  if (side_by_side_) {
    if (out.is_given()) throw usage_error("--side-by-side", "it writes no files; leave out --out");
    const shortening_frontier both =
        compare_shortenings(org, flattening(org), request, *side_by_side_);
    return print(json ? to_json(both) : as_text(both));
  }
  const delegation_answer found = best_delegations(org, request);
  const organisation after = with_delegations(org, found.delegations);
  comparison both;
  static_cast<two_sides&>(both) = measure_sides(org, after, {}, request.decisions);
  both.findings_after = both.breaches;
  both.before_evidence = evidence_of(read);
  both.after_evidence = both.before_evidence;
  std::string all = to_json(both);
  add_document(all, "delegation", to_json(org, found, price));
  if (out.is_given())
    out.write(after, {{"delegations.csv", as_table(org, found)}, {"summary.json", all}});
  if (json) return print(all, out.done());
  std::string text =
      who_decides_text(both.change) + as_text(org, found) + matter_changes_text(both);
  constexpr std::size_t most_findings = 5;
  if (!both.findings_after.empty())
    text +=
        "\nChecks\n" + findings_text(both.findings_after, most_findings, "--json lists them all");
  print(text + out.told(), out.done());
}

}  // namespace pangkas::cli
