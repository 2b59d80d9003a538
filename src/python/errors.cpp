// SPDX-License-Identifier: BSL-1.0
#include "bindings.hpp"

#include <pangkas/error.hpp>

#include <exception>

namespace pangkas::python {
namespace {

template <class... Attributes>
void raise(const char* type, const std::exception& e, Attributes&&... attributes) {
  const py::object cls = py::module_::import("pangkas._errors").attr(type);
  PyErr_SetObject(cls.ptr(), cls(text(e.what()), std::forward<Attributes>(attributes)...).ptr());
}

}  // namespace

void register_records(py::module_& m) {
  const py::module_ records = py::module_::import("pangkas._records");
  for (const char* name : {"Change",           "Comparison",       "CompressionSummary",
                           "DecisionPath",     "DecisionReport",   "DecisionSummary",
                           "Finding",          "FlattenedTree",    "Flattening",
                           "Frontier",         "FrontierPoint",    "Hierarchy",
                           "HierarchyMeasure", "KeptPost",         "LayerSummary",
                           "LongPath",         "MatterComparison", "MatterSummary",
                           "Measures",         "PairDistance",     "PathStep",
                           "Position",         "RankShare",        "Record",
                           "Simplification",   "SpanBand",         "SpanBands",
                           "SpanSummary",      "Tabular",          "Totals"})
    m.attr(name) = records.attr(name);
}

void register_errors(py::module_& m) {
  const py::module_ errors = py::module_::import("pangkas._errors");
  for (const char* name :
       {"Error", "InputError", "StructureError", "RuleError", "UnknownPosition", "OutputError"})
    m.attr(name) = errors.attr(name);

  py::register_local_exception_translator([](std::exception_ptr thrown) {
    using namespace pybind11::literals;
    try {
      if (thrown) std::rethrow_exception(thrown);
    } catch (const input_error& e) {
      raise("InputError", e, "file"_a = text(e.file()), "row"_a = e.row(),
            "column"_a = text(e.column()));
    } catch (const structure_error& e) {
      raise("StructureError", e, "positions"_a = e.positions());
    } catch (const rule_error& e) {
      raise("RuleError", e, "rule"_a = text(e.rule()), "file"_a = text(e.file()),
            "line"_a = e.line());
    } catch (const unknown_position& e) {
      raise("UnknownPosition", e, "code"_a = text(e.code()));
    } catch (const output_error& e) {
      raise("OutputError", e, "file"_a = text(e.file()));
    } catch (const error& e) {
      raise("Error", e);
    }
  });
}

}  // namespace pangkas::python
