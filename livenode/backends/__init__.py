"""Backends beside ONNX Runtime: torch and TensorRT, for graphics cards."""
