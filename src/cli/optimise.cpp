// SPDX-License-Identifier: BSL-1.0
#include "commands.hpp"
#include "decision_input.hpp"
#include "delegation_command.hpp"
#include "given_frontier.hpp"
#include "given_policy.hpp"
#include "input.hpp"
#include "integrity_input.hpp"
#include "json_member.hpp"
#include "number_text.hpp"
#include "scenario.hpp"
#include "simulation_input.hpp"
#include "streams.hpp"
#include "text_report.hpp"
#include "text_table.hpp"
#include "timed_frontier.hpp"

#include <pangkas/error.hpp>
#include <pangkas/io/csv.hpp>
#include <pangkas/io/encoding.hpp>
#include <pangkas/io/policy.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/io/read_file.hpp>
#include <pangkas/optimise/flattening_gain.hpp>
#include <pangkas/optimise/frontier.hpp>
#include <pangkas/optimise/greedy_flattening.hpp>
#include <pangkas/optimise/optimal_flattening.hpp>
#include <pangkas/study/flattening_question.hpp>
#include <pangkas/study/integrity_protection.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::cli {
namespace {

using nlohmann::ordered_json;

struct optimise_options {
  input in;
  decision_input decisions;
  std::optional<std::size_t> span_cap;
  std::optional<std::size_t> span_floor;
  std::optional<std::size_t> max_layers;
  bool narrow = false;
  bool fill = false;
  bool merge = false;
  std::string load = "positions";
  std::string policy;
  given_frontier frontier;
  given_frontier layer_frontier{"--layer-frontier", "layers of superiors", "2..6"};
  bool days = false;
  simulation_input simulation;
  std::string objective{};  ///< empty: that of the policy, else hand-offs
  double price = 0;
  std::string keep;
  integrity_input duties;
  bool no_new_breach = false;
  delegation_command delegation;
  result_folder out;
  bool json = false;

  [[nodiscard]] bool has_limit() const { return span_cap || span_floor || max_layers; }
};

/// Codes, one a line; empty lines and those that begin with # are passed over.
std::vector<position_id> read_codes(const organisation& org, const std::string& file) {
  const std::string text = decode_text(read_file(file), file).text;
  std::vector<position_id> positions;
  std::size_t row = 0;
  for (std::size_t at = 0; at < text.size(); ++row) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view code = std::string_view(text).substr(at, end - at);
    at = end + 1;
    const std::size_t first = code.find_first_not_of(" \t\r");
    if (first == std::string_view::npos || code[first] == '#') continue;
    code = code.substr(first, code.find_last_not_of(" \t\r") - first + 1);
    const auto found = org.find(code);
    if (!found)
      throw input_error(fmt::format("{}:{}: no position has the code \"{}\"; give one code a line",
                                    file, row + 1, code),
                        file, row + 1);
    positions.push_back(*found);
  }
  return positions;
}

flattening_request request_of(const optimise_options& given, const organisation& org) {
  flattening_request asked;
  asked.span_cap = given.span_cap;
  asked.span_floor = given.span_floor;
  asked.fill = given.fill;
  asked.merge = given.merge;
  asked.load = *parse_flattening_load(given.load);
  asked.max_layers = given.max_layers;
  asked.wide = given.narrow ? wide_posts::narrow : wide_posts::keep;
  asked.objective = *parse_flattening_objective(given.objective);
  asked.price = given.price;
  if (!given.policy.empty()) {
    asked.rules = policy_by_name(given.policy).rules;
    // Those whom the policy selects by its own floor are selected by the one that was given.
    if (given.span_floor && asked.load == flattening_load::positions &&
        has_span_floor(*asked.rules))
      set_span_floor(*asked.rules, *given.span_floor);
  }
  if (!given.keep.empty()) {
    asked.keep_because = {
        "kept-by-file", "The post is named in " + file_name(given.keep) + ".", given.keep, {}};
    asked.keep = read_codes(org, given.keep);
  }
  asked.decisions = given.decisions.options();
  return asked;
}

/// Why each post is kept, as a table to read.
std::string kept_table(const organisation& org, const flattening_problem& problem,
                       const flattening_solution& solution) {
  std::string table;
  constexpr std::array<std::string_view, 4> heading{"code", "title", "reason", "detail"};
  append_csv_row(table, heading);
  for (const kept_post& post : solution.kept) {
    const std::string detail = in_words(org, problem, post);
    const std::array<std::string_view, 4> cells{org.code(post.position), org.title(post.position),
                                                to_string(post.reason()), detail};
    append_csv_row(table, cells, for_people);
  }
  return table;
}

flattening_objective objective_of(const optimise_options& given) {
  return *parse_flattening_objective(given.objective);
}

double hand_offs(const flattening_question& asked, const std::vector<position_id>& converted) {
  double saved = 0;
  for (const position_id p : converted) saved += asked.traffic[p];
  return saved;
}

ordered_json as_json(const organisation& org, const flattening_question& asked,
                     const optimise_options& given, const flattening_solution& solution,
                     const greedy_flattening_result& greedy) {
  ordered_json kept = ordered_json::object();
  for (std::size_t i = 0; i < 7; ++i)
    kept[std::string(to_string(static_cast<kept_because>(i)))] = 0;
  for (const kept_post& post : solution.kept)
    kept[std::string(to_string(post.reason()))] =
        kept[std::string(to_string(post.reason()))].get<int>() + 1;
  ordered_json trees = ordered_json::array();
  for (const flattened_tree& tree : solution.trees)
    if (tree.cause)
      trees.push_back({{"top", org.code(tree.top)},
                       {"position", org.code(tree.cause->position)},
                       {"detail", in_words(org, *tree.cause)}});
  ordered_json all;
  all["span_cap"] = or_null(given.span_cap);
  all["span_floor"] = or_null(given.span_floor);
  all["max_layers"] = or_null(given.max_layers);
  all["load"] = given.load;
  all["objective"] = given.objective;
  all["price"] = given.price;
  all["gain"] = in_units(objective_of(given), solution.gain);
  all["bound"] = in_units(objective_of(given), solution.bound);
  all["hand_offs_saved"] = hand_offs(asked, solution.converted);
  all["converted"] = solution.converted.size();
  all["kept"] = std::move(kept);
  all["trees"] = solution.trees.size();
  all["infeasible"] = std::move(trees);
  all["greedy"] = {{"gain", in_units(objective_of(given), greedy.gain)},
                   {"hand_offs_saved", hand_offs(asked, greedy.converted)},
                   {"converted", greedy.converted.size()},
                   {"under_floor", greedy.under_floor}};
  return all;
}

/// The limits, to stand above a table.
std::string limits_of(const optimise_options& given) {
  const std::string unit = given.load == "positions" ? ""
                           : given.load == "seats"   ? " seats"
                                                     : " minutes a year";
  std::string text;
  const auto add = [&](const std::string& limit) { text += (text.empty() ? "" : ", ") + limit; };
  if (given.span_cap) add(fmt::format("span cap {}{}", *given.span_cap, unit));
  if (given.span_floor) add(fmt::format("span floor {}{}", *given.span_floor, unit));
  if (given.max_layers)
    add(fmt::format("at most {} of superiors", counted(*given.max_layers, "layer")));
  text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

std::string as_text(const organisation& org, const flattening_question& asked,
                    const optimise_options& given, const flattening_solution& solution,
                    const greedy_flattening_result& greedy) {
  const auto figures = [&](const std::vector<position_id>& converted, std::int64_t gain) {
    return std::vector<std::string>{std::to_string(converted.size()),
                                    fmt::format("{:.10g}", hand_offs(asked, converted)),
                                    fmt::format("{:.10g}", in_units(objective_of(given), gain))};
  };
  const auto line = [](std::string name, std::vector<std::string> cells) {
    cells.insert(cells.begin(), std::move(name));
    return cells;
  };
  text_table table;
  table.row({limits_of(given), "Posts converted", "Hand-offs saved", "Gain by " + given.objective});
  table.row(line("Optimum", figures(solution.converted, solution.gain)));
  table.row(line("Greedy", figures(greedy.converted, greedy.gain)));
  table.row({"Without any limit", "", "",
             fmt::format("{:.10g}", in_units(objective_of(given), solution.bound))});
  std::string text = fmt::format("\n{}", table.str());

  std::array<std::size_t, 7> count{};
  for (const kept_post& post : solution.kept) ++count[post.cause.index()];
  text += fmt::format(
      "Posts kept: {} at the top, {} by a rule, {} without gain, {} for the capacity "
      "of their superior",
      count[0], count[1], count[2], count[3]);
  if (count[4] > 0) text += fmt::format(", {} for a check", count[4]);
  if (count[5] > 0) text += fmt::format(", {} in trees without a solution", count[5]);
  if (count[6] > 0) text += fmt::format(", {} for the floor of their superior", count[6]);
  text += "\n";
  if (greedy.under_floor > 0)
    text +=
        fmt::format("Greedy leaves {} under the floor\n", counted(greedy.under_floor, "superior"));
  std::size_t shown = 0;
  for (const flattened_tree& tree : solution.trees) {
    if (!tree.cause) continue;
    if (++shown > 5) continue;
    text += fmt::format("No solution below {}: {}\n", harmless(org.code(tree.top)),
                        harmless(in_words(org, *tree.cause)));
  }
  if (shown > 5)
    text += fmt::format("No solution below {}; --json lists them all\n",
                        counted(shown - 5, "more top"));
  return text;
}

ordered_json as_json(const optimise_options& given, const flattening_frontier& found) {
  ordered_json points = ordered_json::array();
  for (const frontier_point& p : found.points) {
    ordered_json& figures = points.emplace_back();
    visit_figures(p, objective_of(given),
                  [&](const char* name, auto value) { figures[name] = value; });
  }
  ordered_json dominated = ordered_json::array();
  for (const dominated_point& d : found.dominated)
    dominated.push_back({{"span_cap", d.point.cap}, {"by", d.by_cap}});
  return {{"points", std::move(points)}, {"dominated", std::move(dominated)}};
}

std::string as_text(const optimise_options& given, const flattening_frontier& found) {
  text_table table;
  table.row({"Span cap", "Hand-offs saved", "Gain by " + given.objective, "Posts converted",
             "Widest span", "Layers", "Unchecked", "Cost of them", "No solution"});
  for (const frontier_point& p : found.points)
    table.row({std::to_string(p.cap), fmt::format("{:.10g}", p.hand_offs.value_or(0)),
               fmt::format("{:.10g}", in_units(objective_of(given), p.gain)),
               std::to_string(p.converted), std::to_string(p.widest_span), std::to_string(p.layers),
               std::to_string(p.unchecked), fmt::format("{:.0f}", p.cost.value_or(0)),
               std::to_string(p.infeasible)});
  std::string text = table.str();
  if (!found.dominated.empty()) {
    text += "No better than another cap:";
    for (const dominated_point& d : found.dominated)
      text += fmt::format(" {} ({})", d.point.cap, d.by_cap);
    text += "\n";
  }
  return text;
}

ordered_json as_json(const optimise_options& given, const std::vector<layer_point>& found) {
  ordered_json points = ordered_json::array();
  for (const layer_point& p : found) {
    ordered_json& figures = points.emplace_back();
    figures["max_layers"] = p.max_layers;
    visit_figures(p.at, objective_of(given),
                  [&](const char* name, auto value) { figures[name] = value; });
  }
  return points;
}

std::string as_text(const optimise_options& given, const std::vector<layer_point>& found) {
  text_table table;
  table.row({"Layers of superiors at most", "Narrowest cap", "Widest span", "Posts converted",
             "Hand-offs saved", "Gain by " + given.objective, "Layers", "Unchecked",
             "No solution"});
  for (const layer_point& p : found)
    table.row({std::to_string(p.max_layers), std::to_string(p.at.cap),
               std::to_string(p.at.widest_span), std::to_string(p.at.converted),
               fmt::format("{:.10g}", p.at.hand_offs.value_or(0)),
               fmt::format("{:.10g}", in_units(objective_of(given), p.at.gain)),
               std::to_string(p.at.layers), std::to_string(p.at.unchecked),
               std::to_string(p.at.infeasible)});
  return table.str();
}

/// Shows how far the work is.
flattening_effort told() {
  const auto shown = std::make_shared<progress>("optimising", "superiors");
  flattening_effort effort;
  effort.progress = [shown](std::size_t superiors) { shown->reached(superiors); };
  return effort;
}

/// Keeps the posts whose conversion would bring a breach of integrity.
integrity_protection protect(const optimise_options& given, const organisation& org,
                             flattening_request& request) {
  integrity_telling how;
  const integrity_rules rules = given.duties.load_rules(how);
  const integrity_data data = given.duties.read(org, false, given.in.is_strict());
  if (const std::size_t errors = count(data.findings, severity::error); errors > 0)
    complain(fmt::format("the tables of integrity have {}; pangkas integrity lists them",
                         counted(errors, "error")));
  integrity_options options;
  options.decisions = given.decisions.options();
  return keep_integrity(org, request, data.tables, rules, options);
}

ordered_json as_json(const integrity_protection& protection) {
  return {{"kept", protection.kept.size()},
          {"breaches_without", protection.brought},
          {"breaches_left", protection.left},
          {"hand_offs_lost", protection.hand_offs}};
}

std::string as_text(const integrity_protection& protection) {
  return fmt::format(
      "For integrity {} {} kept, which costs {:.10g} of the hand-offs that could be saved: {} {} "
      "be new, {} still {}\n",
      counted(protection.kept.size(), "post"), agreeing(protection.kept.size(), "is", "are"),
      protection.hand_offs, protection.brought,
      agreeing(protection.brought, "breach would", "breaches would"), protection.left,
      agreeing(protection.left, "is", "are"));
}

/// Takes what the policy says of the optimum where the call says nothing.
void fill_in(optimise_options& given) {
  if (given.policy.empty()) return;
  const policy rules = policy_by_name(given.policy).rules;
  const optimum_limits& optimum = rules.optimum;
  if (!given.span_cap) given.span_cap = optimum.span_cap;
  if (!given.span_floor) given.span_floor = optimum.span_floor;
  if (!given.max_layers) given.max_layers = optimum.max_layers;
  if (given.objective.empty()) given.objective = optimum.objective;
  if (!given.objective.empty() && !parse_flattening_objective(given.objective)) {
    const auto line = optimum.place.line_of("objective");
    throw rule_error(fmt::format("{}:{}: there is no objective \"{}\"; give hand-offs, cost, mixed "
                                 "or fewest",
                                 rules.file, line.value_or(1), given.objective),
                     {}, rules.file, line);
  }
}

void run(optimise_options& given) {
  std::optional<cap_range> caps;
  if (given.frontier.is_given()) caps = given.frontier.range();
  std::optional<cap_range> layers;
  if (given.layer_frontier.is_given()) layers = given.layer_frontier.range();
  const read_result read = given.in.read(input_hashes::taken);
  given.in.stats().begin("optimise");
  const organisation& org = read.organisation;
  flattening_request request = request_of(given, org);
  std::optional<integrity_protection> protection;
  if (given.no_new_breach) protection = protect(given, org, request);
  const flattening_question asked = ask(org, request);
  std::optional<flattening_frontier> whole;  // is there where its days are asked for
  if (caps) whole = frontier(org, asked, caps->first, caps->last, request.wide, told());
  std::optional<frontier_times> in_days;
  if (given.days) {
    std::vector<input_file> calendar;
    const timing_options how =
        given.simulation.timing(given.decisions.options(), given.in.threads(), calendar);
    given.simulation.check(org, how);
    in_days = time_frontier(org, request, *whole, how);
  }
  std::optional<std::vector<layer_point>> by_layers;
  if (layers)
    by_layers = layer_frontier(org, asked, layers->first, layers->last, request.wide, told());
  // What stands beside the optimum, or alone where no limit asks for one.
  std::vector<std::pair<std::string_view, ordered_json>> members;
  std::vector<std::string> texts;
  if (whole) {
    members.emplace_back("frontier", as_json(given, *whole));
    texts.push_back(as_text(given, *whole));
  }
  if (in_days) {
    members.emplace_back("frontier_days", timed_frontier_json(*in_days));
    texts.push_back(timed_frontier_text(*in_days));
  }
  if (by_layers) {
    members.emplace_back("layer_frontier", as_json(given, *by_layers));
    texts.push_back(as_text(given, *by_layers));
  }
  if (!given.has_limit()) {
    if (!given.json) return print(fmt::format("{}", fmt::join(texts, "\n")));
    ordered_json all;
    for (auto& [name, value] : members) all[name] = std::move(value);
    return print(dump(all) + "\n");
  }

  const flattening_problem& problem = asked.problem;
  const flattening_solution solution =
      optimal_flattening(org.command(), problem, {.effort = told()});
  refuse_unmet_floor(org, request, solution);
  const greedy_flattening_result greedy = greedy_flattening(org.command(), problem);
  const loaded_policy written = written_policy(as_policy(org, asked, request, solution));
  const scenario played = play(read, written, given.decisions.options());
  const ordered_json optimum = as_json(org, asked, given, solution, greedy);
  if (given.out.is_given())
    given.out.write(
        org, played, written.text, given.in.threads(),
        {{"optimum.json", dump(optimum) + "\n"}, {"kept.csv", kept_table(org, problem, solution)}});
  if (given.json) {
    std::string all = played.summary;
    add_member(all, "optimum", optimum);
    if (protection) add_member(all, "integrity", as_json(*protection));
    for (const auto& [name, value] : members) add_member(all, name, value);
    return print(all, given.out.done());
  }
  std::string text = comparison_text(played.found) + as_text(org, asked, given, solution, greedy);
  if (protection) text += as_text(*protection);
  for (const std::string& one : texts) text += "\n" + one;
  print(text + given.out.told(), given.out.done());
}

}  // namespace

void add_optimise(command_line app, int&) {
  const auto given = std::make_shared<optimise_options>();
  const command_line command = app.add_subcommand(
      "optimise",
      "Find the posts whose conversion gains most within spans and layers, or the rights whose "
      "delegation does");
  given->in.add_to(command);
  given->in.add_holders(command);
  given->decisions.add_to(command);
  constexpr std::size_t one = 1;
  constexpr std::size_t most = 2147483647;
  command
      .add_option("--span-cap", given->span_cap,
                  "most command subordinates of a superior; one that has more today may keep them")
      .within(one, most);
  command
      .add_option("--span-floor", given->span_floor,
                  "fewest command subordinates of a superior that is kept, other than the top of a "
                  "tree and those that a rule keeps")
      .within(one, most);
  command.add_flag("--fill", given->fill,
                   "hold the floor against superiors that must be kept, too");
  command.add_flag("--merge", given->merge,
                   "then join the teams under each superior into as few as the cap allows; the "
                   "floor is that of the joined teams");
  command
      .add_option("--load", given->load,
                  "what cap and floor count: positions, their seats, or the minutes a year that a "
                  "superior spends on what they pass on to it")
      .one_of({"positions", "seats", "minutes"})
      .capture_default_str();
  command.add_flag("--narrow", given->narrow,
                   "hold the cap against superiors that have more subordinates today, too");
  command
      .add_option("--max-layers", given->max_layers,
                  "most superiors one below another, the root included")
      .within(one, most);
  const option policy =
      command
          .add_option(
              "--policy", given->policy,
              fmt::format("which posts may be converted, into what, and which are exempt: a "
                          "preset ({}), or a TOML file; all managers if not given",
                          fmt::join(preset_policies(), ", ")))
          .type_name("NAME|FILE");
  command.reads(policy);
  command.suggest(policy, preset_policies());
  command
      .add_option("--objective", given->objective,
                  "hand-offs saved, cost of the posts set free, both alike, or as few posts as the "
                  "limits allow; if not given that of the policy, else hand-offs")
      .one_of({"hand-offs", "cost", "mixed", "fewest"});
  command
      .add_option("--price", given->price,
                  "taken off the gain of each conversion; of mixed, as a share of all there is")
      .finite()
      .capture_default_str();
  command.reads(
      command.add_option("--keep", given->keep, "file with the codes of posts to keep, one a line")
          .type_name("FILE"));
  given->duties.add_to(command);
  command.add_flag(
      "--no-new-breach", given->no_new_breach,
      "keep every post whose conversion would bring a new breach of integrity; holders "
      "of the position table count with --holders");
  given->frontier.add_to(command);
  const option days =
      command.add_flag("--days", given->days,
                       "with --frontier: simulate every point of it with the same matters and mark "
                       "the fastest; days "
                       "are no sum over posts, so that no exact optimum of them is known");
  given->simulation.add_to(command, "Simulating (--days)", days);
  given->layer_frontier.add_to(
      command, "range of superiors one below another to compare, each with the narrowest span cap");
  given->out.add_to(
      command,
      "folder to write the organisation after, the ledger, the figures and the policy to, "
      "which simplify can replay; of --delegate the table of authorities, which all commands "
      "read, the delegations and the figures");
  given->delegation.add_to(
      command,
      "find instead the rights whose delegation shortens decisions most; no post is taken out. "
      "--price is then what each must save in hand-offs a year, and more");
  command.add_flag("--json", given->json, "print everything as JSON under stable keys");
  command.footer(
      "Examples:\n"
      "  pangkas optimise examples/uk-department-of-health-2013/senior.csv --span-cap 12\n"
      "  pangkas optimise examples/uk-department-of-health-2013/senior.csv --frontier 5..20\n"
      "  pangkas optimise examples/id-ministry/positions.csv --span-cap 15 --policy "
      "id-central-2021 --out after\n"
      "  pangkas optimise examples/id-ministry/positions.csv --matters "
      "examples/id-ministry/matters.csv --authority examples/id-ministry/authority.csv --frontier "
      "8..16 --days --replications 10\n"
      "  pangkas optimise examples/id-ministry/positions.csv --matters "
      "examples/id-ministry/matters.csv "
      "--authority examples/id-ministry/authority.csv --delegate --delegations 12");
  command.callback([given] {
    fill_in(*given);
    if (given->objective.empty()) given->objective = "hand-offs";
    if (given->delegation.is_asked()) {
      const bool is_alone = !given->delegation.is_side_by_side();
      if ((is_alone && given->has_limit()) || given->frontier.is_given() ||
          given->layer_frontier.is_given())
        throw usage_error("--delegate",
                          "it takes out no post; leave out --span-cap, --span-floor, --max-layers "
                          "and frontiers, or ask for --side-by-side");
      return given->delegation.run(
          given->in, given->decisions, given->price, given->json, given->out,
          [given](const organisation& org) { return request_of(*given, org); });
    }
    if (!given->has_limit() && !given->frontier.is_given() && !given->layer_frontier.is_given())
      throw usage_error(
          "--span-cap",
          "give a span cap, a --span-floor, --max-layers, or a --frontier of them; or --delegate");
    if (!given->has_limit() && (given->out.is_given() || given->no_new_breach))
      throw usage_error(given->out.is_given() ? "--out" : "--no-new-breach",
                        "it takes one optimum; give --span-cap, --span-floor or --max-layers, too");
    if (given->days && !given->frontier.is_given())
      throw usage_error("--days", "it times the points of a frontier; give --frontier, too");
    if (given->merge && !given->span_cap)
      throw usage_error("--merge", "teams are joined up to a cap; give --span-cap, too");
    if (given->fill && !given->span_floor)
      throw usage_error("--fill", "it holds a floor; give --span-floor, too");
    run(*given);
  });
}

}  // namespace pangkas::cli
