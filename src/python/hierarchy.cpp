// SPDX-License-Identifier: BSL-1.0
#include "arrays.hpp"
#include "bindings.hpp"
#include "measures.hpp"
#include "work.hpp"

#include <pangkas/core/organisation_graph.hpp>
#include <pangkas/graph/line_network.hpp>
#include <pangkas/io/body_rules.hpp>
#include <pangkas/io/presets.hpp>
#include <pangkas/metrics/betweenness.hpp>
#include <pangkas/metrics/flow_hierarchy.hpp>
#include <pangkas/metrics/graicunas.hpp>
#include <pangkas/metrics/krackhardt.hpp>
#include <pangkas/metrics/line_distance.hpp>
#include <pangkas/metrics/reachability.hpp>
#include <pangkas/metrics/reaching_centrality.hpp>
#include <pangkas/metrics/trophic_levels.hpp>
#include <pangkas/report/hierarchy.hpp>
#include <pangkas/study/hierarchy_measures.hpp>
#include <pangkas/study/span_bands_by_work.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>
#include <utility>

namespace pangkas::python {
namespace {

using held = std::shared_ptr<held_organisation>;

line_network lines_of(const organisation& org, const std::string& lines) {
  return lines == "all" ? org.network() : command_network(org);
}

/// Positions below each, where all lines that count are those of the command forest: what is below
/// it has larger numbers. Absent where other lines count too.
std::optional<by_position<std::uint32_t>> below_in_forest(const organisation& org,
                                                          const std::string& lines) {
  const bool only_command = std::ranges::all_of(
      org.lines(), [&](const line& l) { return l.type != line_type::command && lines != "all"; });
  if (!only_command) return std::nullopt;
  by_position<std::uint32_t> below(org.size(), 0);
  for (auto p = static_cast<position_id>(org.size()); p-- > 0;)
    if (const auto superior = org.command().superior(p)) below[*superior] += below[p] + 1;
  return below;
}

void check_lines(const std::string& lines) {
  if (lines != "command" && lines != "all")
    throw py::value_error("lines is \"" + lines + "\"; it is \"command\" or \"all\"");
}

/// A function of a network that gives one figure.
template <class Measure>
void add_figure(py::module_& m, const char* name, const std::string& doc, Measure measure) {
  m.def(
      name,
      [measure](const held_organisation& o, const std::string& lines) {
        check_lines(lines);
        return without_gil(o.org.size(),
                           [org = o.org, lines, measure](const stop_flag&) {
                             return figure(measure(lines_of(org, lines)));
                           })
            .value();
      },
      py::arg("org"), py::kw_only(), py::arg("lines") = "all", doc.c_str());
}

/// A function of a network that gives one number a position.
template <class Measure>
void add_list(py::module_& m, const char* name, const char* doc, Measure measure) {
  m.def(
      name,
      [measure](const held_organisation& o, const std::string& lines) -> py::object {
        check_lines(lines);
        const auto found = without_gil(
            o.org.size(),
            [org = o.org, lines, measure](const stop_flag&) { return measure(org, lines); });
        if (!found) return py::none();
        return by_row(o.org, *found);
      },
      py::arg("org"), py::kw_only(), py::arg("lines") = "all", doc);
}

ways ways_from(const std::string& which) {
  if (which != "down" && which != "both")
    throw py::value_error("ways is \"" + which + "\"; it is \"down\" or \"both\"");
  return which == "down" ? ways::down : ways::both;
}

py::object span_bands_to_python(const span_band_set& set, const span_band_summary& s) {
  py::tuple bands(set.bands.size());
  for (std::size_t i = 0; i < set.bands.size(); ++i) {
    const span_band& b = set.bands[i];
    bands[i] =
        record("SpanBand")(text(b.name), b.low, b.high, b.target, text(b.note), s.per_band[i]);
  }
  return record("SpanBands")(text(set.name), text(set.title), text(set.source), bands, s.managers,
                             s.in_no_band, s.judged, s.inside, s.under, s.over,
                             s.share_inside.value(), s.share_under.value(), s.share_over.value());
}

void add_figures(py::module_& m) {
  add_figure(m, "flow_hierarchy",
             "Share of the lines that are on no cycle.\n\nReferences\n----------\nJ. Luo and C. L. "
             "Magee, \"Detecting evolving patterns of self-organizing networks by flow hierarchy "
             "measurement\", Complexity 16 (2011).",
             [](const line_network& n) { return flow_hierarchy(n); });
  add_figure(m, "global_reaching_centrality",
             "How far the position of the largest reach is ahead of the others, on average.\n\n"
             "References\n----------\nE. Mones, L. Vicsek and T. Vicsek, \"Hierarchy measure for "
             "complex networks\", PLoS ONE 7 (2012).",
             [](const line_network& n) { return global_reaching_centrality(n); });
  add_figure(m, "trophic_incoherence_q",
             "Standard deviation of the jump in level over a line; 0 for every tree.\n\n"
             "References\n----------\nS. Johnson et al., \"Trophic coherence determines food-web "
             "stability\", PNAS 111 (2014).",
             [](const line_network& n) { return trophic_incoherence_q(n); });
  add_figure(m, "trophic_incoherence_f0",
             "Mean square of the difference between a jump in level and 1.\n\nReferences\n"
             "----------\nR. S. MacKay, S. Johnson and B. Sansom, \"How directed is a directed "
             "network?\", R. Soc. Open Sci. 7 (2020).",
             [](const line_network& n) { return trophic_incoherence_f0(n); });
  const auto krackhardt = [](const char* what) {
    return std::string(what) +
           "\n\nReferences\n----------\nD. Krackhardt, \"Graph theoretical dimensions of informal "
           "organizations\" (1994).";
  };
  add_figure(m, "krackhardt_connectedness",
             krackhardt("Share of the pairs with a way between them, directions aside."),
             [](const line_network& n) { return krackhardt_connectedness(n); });
  add_figure(m, "krackhardt_hierarchy",
             krackhardt("Share of the linked pairs that are not above each other."),
             [](const line_network& n) { return krackhardt_hierarchy(n); });
  add_figure(m, "krackhardt_efficiency_sna",
             krackhardt("How few lines there are beyond a tree's, each direction a line."),
             [](const line_network& n) { return krackhardt_efficiency_sna(n); });
  add_figure(m, "krackhardt_efficiency_ucinet",
             krackhardt("The same with a pair's two lines as one, by component."),
             [](const line_network& n) { return krackhardt_efficiency_ucinet(n); });
  add_figure(m, "krackhardt_efficiency_undirected",
             krackhardt("The same against the room of an undirected network."),
             [](const line_network& n) { return krackhardt_efficiency_undirected(n); });
  add_figure(m, "krackhardt_lub_least",
             krackhardt("Share of the pairs with one lowest common superior."),
             [](const line_network& n) { return krackhardt_lub_least(n); });
  add_figure(m, "krackhardt_lub_sna", krackhardt("Share of the pairs with exactly one common top."),
             [](const line_network& n) { return krackhardt_lub_sna(n); });
}

}  // namespace

void register_hierarchy(py::module_& m) {
  auto c = py::reinterpret_borrow<py::class_<held_organisation, held>>(m.attr("Organisation"));
  c.def(
       "hierarchy",
       [](const held_organisation& o) {
         struct result {
           std::string json;
           std::vector<std::pair<span_band_set, span_band_summary>> bands;
         };
         const result found = without_gil(o.org.size() + 5000, [org = o.org](const stop_flag&) {
           result all{hierarchy_to_json(org), {}};
           for (const std::string& name : preset_span_bands()) {
             span_band_set set = preset_span_band_set(name);
             span_band_summary summary = span_bands_by_work(org, set);
             all.bands.emplace_back(std::move(set), std::move(summary));
           }
           return all;
         });
         py::tuple bands(found.bands.size());
         for (std::size_t i = 0; i < found.bands.size(); ++i)
           bands[i] = span_bands_to_python(found.bands[i].first, found.bands[i].second);
         return py::module_::import("pangkas._records")
             .attr("hierarchy_of")(text(found.json), bands);
       },
       R"(Take the published measures of hierarchy and the span bands.

A figure that would take more than seconds is estimated or left out, and says so.

Returns
-------
Hierarchy
    Every measure with its variant in its name and what it can and cannot see.
)")
      .def(
          "span_bands",
          [](const held_organisation& o, const std::string& name, const std::string& spans_in) {
            constexpr std::array<std::pair<std::string_view, counted>, 4> known{
                {{"positions", counted::positions},
                 {"seats", counted::seats},
                 {"filled", counted::filled},
                 {"seats_per_head", counted::seats_per_head}}};
            const auto* const spans =
                std::ranges::find(known, spans_in, &std::pair<std::string_view, counted>::first);
            if (spans == known.end())
              throw py::value_error(
                  "spans_in must be \"positions\", \"seats\", \"filled\" or \"seats_per_head\"");
            const span_band_set set = preset_span_band_set(name);
            return span_bands_to_python(set, span_bands_by_work(o.org, set, spans->second));
          },
          py::arg("name"), py::arg("spans_in") = "positions",
          "Count the managers in published bands of spans; see :func:`preset_span_bands`.\n\n"
          "A span counts command subordinates as ``spans_in`` says; \"seats_per_head\" are their "
          "seats to\neach seat of the manager.\n\n"
          "Raises\n------\nInputError\n    If there are none of that name.");
  add_figures(m);
  add_list(m, "local_reaching_centrality",
           "Share of the others that each row reaches downwards: shape (P,).",
           [](const organisation& org, const std::string& lines) {
             auto found = below_in_forest(org, lines);
             if (!found || org.size() < 2) return local_reaching_centrality(lines_of(org, lines));
             by_position<double> shares(org.size());
             for (position_id p{0}; p < org.size(); ++p)
               shares[p] = (*found)[p] / static_cast<double>(org.size() - 1);
             return reasoned<by_position<double>>(std::move(shares));
           });
  add_list(m, "reachable_positions", "How many others each row reaches downwards: shape (P,).",
           [](const organisation& org, const std::string& lines) {
             auto found = below_in_forest(org, lines);
             return found ? reasoned<by_position<std::uint32_t>>(std::move(*found))
                          : reachable_positions(lines_of(org, lines));
           });
  m.def(
      "trophic_levels",
      [](const held_organisation& o, const std::string& lines,
         const std::string& method) -> py::object {
        check_lines(lines);
        if (method != "levine" && method != "mackay")
          throw py::value_error("method is \"" + method + "\"; it is \"levine\" or \"mackay\"");
        const auto found =
            without_gil(o.org.size(), [org = o.org, lines, method](const stop_flag&) {
              const line_network n = lines_of(org, lines);
              return method == "levine" ? trophic_levels_levine(n) : trophic_levels_mackay(n);
            });
        if (!found) return py::none();
        return by_row(o.org, *found);
      },
      py::arg("org"), py::kw_only(), py::arg("lines") = "all", py::arg("method") = "levine",
      R"(Give the trophic level of each row: a layer that bears second superiors and cycles.

Parameters
----------
lines : {"all", "command"}
    Which lines count.
method : {"levine", "mackay"}
    1 + the mean level of the superiors, or the levels that make all jumps as near to 1 as can be.

Returns
-------
numpy.ndarray or None
    Shape (P,). None if a position is below no top, or if it does not converge.

References
----------
S. Levine, "Several measures of trophic structure applicable to complex food webs", J. Theor. Biol. 83
(1980); R. S. MacKay, S. Johnson and B. Sansom, "How directed is a directed network?", R. Soc. Open
Sci. 7 (2020).
)");
  m.def(
      "betweenness",
      [](const held_organisation& o, const std::string& lines, const std::string& which) {
        check_lines(lines);
        const auto found = without_gil(
            o.org.size(), [org = o.org, lines, which = ways_from(which)](const stop_flag&) {
              return betweenness(lines_of(org, lines), which);
            });
        return by_row(o.org, found);
      },
      py::arg("org"), py::kw_only(), py::arg("lines") = "all", py::arg("ways") = "down",
      "Give the share of shortest ways between others that pass each row, summed: shape (P,).\n\n"
      "References\n----------\nU. Brandes, \"A faster algorithm for betweenness centrality\" "
      "(2001).");
  m.def(
      "line_distance",
      [](const held_organisation& o, const std::string& lines, const std::string& which) {
        check_lines(lines);
        const line_distance_summary found = without_gil(
            o.org.size(), [org = o.org, lines, which = ways_from(which)](const stop_flag&) {
              return line_distance(lines_of(org, lines), which);
            });
        return record("PairDistance")(
            found.pairs, found.mean.value(),
            found.mean ? py::object(py::int_(found.longest)) : py::none());
      },
      py::arg("org"), py::kw_only(), py::arg("lines") = "all", py::arg("ways") = "both",
      "Measure the shortest ways between all linked pairs by search from every position: O(P · "
      "L).");
  m.def(
      "graicunas",
      [](const held_organisation& o) {
        std::vector<double> numbers;
        for (const figure& f : graicunas(o.org))
          numbers.push_back(f ? *f : std::numeric_limits<double>::infinity());
        return by_row(o.org, numbers);
      },
      py::arg("org"),
      "Give the relationships of each row with its subordinates: shape (P,); infinite beyond the "
      "range of numbers.\n\nReferences\n----------\nV. A. Graicunas, \"Relationship in "
      "Organization\" (1933).");
  m.def("preset_span_bands", &preset_span_bands, "Names of the preset span bands.");
  m.def("preset_body_rules", &preset_body_rules,
        "Names of the preset rules for a body as a whole; see :meth:`Organisation.check_rule`.");
}

}  // namespace pangkas::python
