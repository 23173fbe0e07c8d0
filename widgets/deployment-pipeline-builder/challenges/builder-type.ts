/** The widget that challenges of the pipeline builder are done at. */
export const builderType = 'deployment_pipeline_builder';
